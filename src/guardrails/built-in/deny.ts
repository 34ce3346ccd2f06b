import * as iam from 'aws-cdk-lib/aws-iam';
import { type ConditionKey, Requirement, type RequirementOptions, WhenAbsent } from '../../conditions';
import { type AbsenceRule, absentDenied, type Conditions } from '../../conditions/absence';
import { mayBePatterns } from '../../private/iam-pattern';

export interface DenyProps {
  readonly sid: string;
  readonly actions: string[];
  readonly conditions?: Conditions;
  /** @default - all */
  readonly resources?: string[];
  /** All resources but these. */
  readonly notResources?: string[];
}

export function deny({
  sid,
  actions,
  conditions,
  notResources,
  resources = notResources ? undefined : ['*'],
}: DenyProps): iam.PolicyStatement {
  return new iam.PolicyStatement({ effect: iam.Effect.DENY, sid, actions, resources, notResources, conditions });
}

export interface UnlessProps {
  readonly sid: string;
  /** @default - all actions that carry the key */
  readonly actions?: string[];
  /** @default - as requests of SageMaker are */
  readonly absence?: AbsenceRule;
}

/**
 * Statements that deny whatever does not meet a requirement, with an absent key judged action by action.
 *
 * What asks for the key to be there is said of all actions: shorter, and true of actions that AWS has yet to add.
 */
export function denyUnless(
  { sid, actions, absence = absentDenied }: UnlessProps,
  demand: (options: RequirementOptions) => Requirement,
): iam.PolicyStatement[] {
  const { key, actions: all } = demand({ actions });
  const groups = byAbsence(all, (action) => absence(key, action));
  if (!key.multiValued && groups.length === 1 && isAlways(groups[0].denied)) {
    return demand({ actions }).denyStatements(sid);
  }
  const anywhere = actions || key.everyAction ? all : ['sagemaker:*'];
  return [
    ...demand({ actions, whenAbsent: WhenAbsent.ALLOW })
      .denyStatements(sid)
      .map((statement) => statement.copy({ actions: anywhere })),
    ...groups.flatMap(({ denied, actions: some }) =>
      denied.map((conditions) =>
        deny({ sid: `${sid}Absent`, actions: some, conditions: together(absent(key), conditions) }),
      ),
    ),
  ];
}

interface AbsenceGroup {
  /** The conditions under any of which a request without the key is denied. */
  readonly denied: readonly Conditions[];
  readonly actions: string[];
}

function byAbsence(actions: readonly string[], deniedFor: (action: string) => readonly Conditions[]): AbsenceGroup[] {
  const groups = new Map<string, AbsenceGroup>();
  for (const action of actions) {
    const denied = deniedFor(action);
    const group = groups.get(JSON.stringify(denied)) ?? { denied, actions: [] };
    group.actions.push(action);
    groups.set(JSON.stringify(denied), group);
  }
  return [...groups.values()];
}

function isAlways(denied: readonly Conditions[]): boolean {
  return denied.some((conditions) => Object.keys(conditions).length === 0);
}

export function absent({ name }: ConditionKey): Conditions {
  return { Null: { [name]: ['true'] } };
}

export function present({ name }: ConditionKey): Conditions {
  return { Null: { [name]: ['false'] } };
}

/** Conditions that must all hold; no two of them compare the same key with the same operator. */
export function together(...all: readonly Conditions[]): Conditions {
  const operators = [...new Set(all.flatMap(Object.keys))];
  return Object.fromEntries(
    operators.map((operator) => [operator, Object.assign({}, ...all.map((conditions) => conditions[operator] ?? {}))]),
  );
}

/** The value is one of these, of which any may be a pattern. */
export function oneOf(key: ConditionKey, values: string[], options: RequirementOptions): Requirement {
  return mayBePatterns(values) ? Requirement.matches(key, values, options) : Requirement.isOneOf(key, values, options);
}
