import { applies, namesAction } from '../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../src/private/decisions/document';
import { RequestSpace } from '../../src/private/decisions/requests';
import { AREA_NAMES, AREAS } from '../effects/areas';
import { ENVIRONMENTS } from '../effects/environment';
import { requestEvaluatorOf } from '../effects/evaluate';
import { ownPolicies, type SynthesizedSubject, synthesize } from '../effects/harness';
import { documentedRequests } from './documented';

const [ENVIRONMENT] = ENVIRONMENTS;
const KINDS = ['identity', 'resource', 'trust'];

/** Actions of Allow statements that no request can use, since it lacks a key, or is about other resources. */
function unusable(subject: SynthesizedSubject, space: RequestSpace, known = new Map<string, boolean>()): string[] {
  const policies = policiesOf(subject);
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  const denying = statements.filter(({ effect }) => effect === 'Deny');
  const evaluate = requestEvaluatorOf(policies);
  return statements
    .filter(({ effect, principals }) => effect === 'Allow' && !leavesToAccount(principals))
    .flatMap((statement) => statement.actions.patterns.map(({ text }) => ({ statement, action: text })))
    .filter(({ statement, action }) => {
      const id = JSON.stringify([{ ...statement, sid: undefined }, action, denying]);
      const usable = known.get(id) ?? isUsable(statement, action, denying, space, evaluate);
      known.set(id, usable);
      return !usable;
    })
    .map(({ statement, action }) => `${statement.sid ?? 'statement'}: ${action}`);
}

function policiesOf(subject: SynthesizedSubject) {
  return ownPolicies(subject, ENVIRONMENT).filter(({ kind }) => KINDS.includes(kind));
}

async function spaceOf(subjects: readonly SynthesizedSubject[]): Promise<RequestSpace> {
  const statements = subjects.flatMap(policiesOf).flatMap(({ document }) => statementsOf(document));
  return new RequestSpace(await documentedRequests(statements));
}

/** The policies of the account decide then. */
function leavesToAccount(principals: Statement['principals']): boolean {
  return principals?.some(([, id]) => id.endsWith(':root')) ?? false;
}

function isUsable(
  statement: Statement,
  action: string,
  denying: readonly Statement[],
  space: RequestSpace,
  evaluate: ReturnType<typeof requestEvaluatorOf>,
): boolean {
  const [named] = statementsOf({ Statement: { Effect: 'Allow', Action: action, Resource: '*' } });
  let isAllowed = false;
  space.visit(
    [statement, ...denying],
    {
      skips: () => isAllowed,
      visits: (request) => {
        // Keys have policies of their own, and those of the subject are not all there are.
        const isGranted = request.action.startsWith('kms:') || evaluate(request) === 'Allowed';
        isAllowed ||= applies(statement, request) && isGranted;
      },
    },
    (each) => namesAction(named, each),
  );
  return isAllowed;
}

describe('every action that a policy allows', () => {
  test.each(AREA_NAMES)('can be used: %s', async (area) => {
    const subjects = synthesize(AREAS[area].subjects);
    const space = await spaceOf([...subjects.values()]);
    const known = new Map<string, boolean>();
    const findings = [...subjects].flatMap(([name, subject]) =>
      unusable(subject, space, known).map((finding) => `${name}: ${finding}`),
    );
    expect(findings).toEqual([]);
  });

  test('has keys: a session name is none of those of a request to set a source identity', async () => {
    const policy = (action: string) => ({
      kind: 'identity' as const,
      name: 'Policy',
      document: {
        Statement: [
          {
            Effect: 'Allow',
            Action: action,
            Resource: '*',
            Condition: { StringEquals: { 'sts:RoleSessionName': 'x' } },
          },
        ],
      },
    });
    const subject = (action: string) =>
      ({ template: {}, unresolved: [policy(action)] }) as unknown as SynthesizedSubject;
    const [naming, assuming] = ['sts:SetSourceIdentity', 'sts:AssumeRole'].map(subject);
    const space = await spaceOf([naming, assuming]);
    expect(unusable(naming, space)).toEqual(['statement: sts:SetSourceIdentity']);
    expect(unusable(assuming, space)).toEqual([]);
  });
});
