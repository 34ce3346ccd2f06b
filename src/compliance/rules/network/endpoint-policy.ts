import { asksFor, deniesWithout } from '../../policies/closing-conditions';
import type { PolicyStatement } from '../../policies/statement';
import type { PartialString, StringPart } from '../../templates/partial-string';
import { every, some, type Truth } from '../../templates/truth';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { sageMakerService, takesPolicy } from './sagemaker-endpoints';

const POLICY = 'PolicyDocument';

/** What says whose principals or resources they are. */
const OWNERS = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
];

export const endpointPolicy: RuleDefinition = {
  id: 'vpc-endpoint-policy',
  severity: Severity.WARNING,
  title: 'SageMaker endpoints must have a policy that limits access to known accounts',
  rationale:
    'Without a policy, an endpoint lets anyone through to the resources of anyone. Whoever is in the VPC then carries data to an account of their own, past all that keeps them from the internet.',
  remediation:
    'Give the endpoint a policy with conditions on aws:PrincipalAccount or aws:PrincipalOrgID and on aws:ResourceAccount or aws:ResourceOrgID, or with resources that name their account. Callers in other accounts must be named.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html',
  controls: {},
  types: ['AWS::EC2::VPCEndpoint'],
  check: (endpoint, context) => {
    const service = sageMakerService(endpoint);
    if (!service || !takesPolicy(service)) {
      return [];
    }
    const [document] = context.documentsOf(endpoint);
    if (!document) {
      return [fail(POLICY, `${POLICY} must be given: without one, the endpoint lets anyone through to anything`)];
    }
    return document.unknown
      ? [cannotTell(POLICY, `${POLICY} cannot be told: ${document.unknown.why}`)]
      : judgeStatements(document.statements);
  },
};

function judgeStatements(statements: readonly PolicyStatement[]): Verdict[] {
  if (statements.some((statement) => isForEverything(statement) && deniesWithout(statement, OWNERS))) {
    return [pass(POLICY)];
  }
  return statements.flatMap((statement) => judgeStatement(statement));
}

/** Whether a statement is one for whatever anyone does with anything. */
function isForEverything({ actions, principals, resources }: PolicyStatement): boolean {
  const has = (texts: readonly PartialString[], all = ['*']) =>
    texts.some(({ literal }) => literal !== undefined && all.includes(literal));
  return has(actions, ['*', 'sagemaker:*']) && has(resources) && has(principals.map(({ name }) => name));
}

function judgeStatement(statement: PolicyStatement): Verdict[] {
  const { effect, path, unknowns } = statement;
  if (unknowns.length > 0) {
    return [cannotTell(path, `${path} cannot be told: ${unknowns[0].why}`)];
  }
  if (effect !== 'Allow') {
    return [pass(path)];
  }
  const open = asksFor(statement, OWNERS) ? 'no' : opensTo(statement);
  if (open === 'maybe') {
    return [cannotTell(path, `whether ${path} leads to known accounts only is not known before it is deployed`)];
  }
  return [
    open === 'yes'
      ? fail(path, `${path} must name the accounts of principals or resources, got any principal and any resource`)
      : pass(path),
  ];
}

/** Whether it lets anyone through to the resources of anyone. */
function opensTo({ principals, notPrincipals, resources, notResources }: PolicyStatement): Truth {
  const anyone = notPrincipals.length > 0 ? 'yes' : some(principals.map(({ name }) => name.equals('*')));
  const anything = notResources.length > 0 ? 'yes' : some(resources.map(isOfAnyAccount));
  return every([anyone, anything]);
}

/** Whether an ARN leaves open whose it is. What belongs to a resource of the app is not. */
function isOfAnyAccount({ parts, unknown }: PartialString): Truth {
  const [first] = parts;
  if (typeof first !== 'string' && first?.kind === 'reference') {
    return 'no';
  }
  const [, , , , account] = parts.map(rendered).join('').split(':');
  if (account === undefined) {
    return unknown ? 'maybe' : 'yes';
  }
  if (account.includes('*')) {
    return 'yes';
  }
  return account.includes('?') ? 'maybe' : 'no';
}

function rendered(part: StringPart): string {
  if (typeof part === 'string') {
    return part;
  }
  return part.kind === 'unknown' ? '?' : part.kind;
}
