import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SecureSageMakerError } from '../private/errors';
import type { Conditions } from './absence';
import { ComparisonKind, operatorsFor } from './comparison';
import type { ConditionKey } from './condition-key';
import { actionsOf, requirementFaults } from './requirement-checks';

/**
 * What becomes of a request that does not carry the key of a requirement.
 */
export enum WhenAbsent {
  /** The requirement is not met. */
  DENY = 'DENY',
  /** The requirement does not apply, as for an update that leaves the setting as it is. */
  ALLOW = 'ALLOW',
}

/**
 * Where a requirement applies, and what a missing key means.
 */
export interface RequirementOptions {
  /**
   * The actions to which the requirement applies, such as `sagemaker:CreateModel`. Each must carry the key.
   *
   * @default - all actions that carry the key; global keys, which all actions carry, need them named
   */
  readonly actions?: string[];

  /**
   * What becomes of a request that does not carry the key.
   *
   * @default `WhenAbsent.DENY` - it does not meet the requirement
   */
  readonly whenAbsent?: WhenAbsent;
}

/** A comparison with values, or the mere presence of the key. */
interface Demand {
  readonly kind: ComparisonKind | 'isPresent' | 'isAbsent';
  readonly values: readonly string[];
}

/**
 * What a request must be like: a condition key, a wanted value and what an absent key means.
 *
 * Renders itself to Deny statements that let no other request through, and to the condition of an Allow that no other
 * request meets. Lists must meet the requirement with every item.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export class Requirement {
  /** The key is true. */
  public static isTrue(key: ConditionKey, options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.IS_TRUE, values: ['true'] }, options);
  }

  /** The key is false. */
  public static isFalse(key: ConditionKey, options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.IS_FALSE, values: ['false'] }, options);
  }

  /** The key is one of the values, and every item of a list is. Addresses are within one of the ranges. */
  public static isOneOf(key: ConditionKey, values: string[], options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.IS_ONE_OF, values }, options);
  }

  /** The key matches one of the patterns, in which `*` and `?` are wildcards, and every item of a list does. */
  public static matches(key: ConditionKey, patterns: string[], options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.MATCHES, values: patterns }, options);
  }

  /** The key is none of the values, and no item of a list is. */
  public static isNoneOf(key: ConditionKey, values: string[], options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.IS_NONE_OF, values }, options);
  }

  /** The key is at most the number. */
  public static atMost(key: ConditionKey, value: number, options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.AT_MOST, values: [textOf(value)] }, options);
  }

  /** The key is at least the number. */
  public static atLeast(key: ConditionKey, value: number, options?: RequirementOptions): Requirement {
    return new Requirement(key, { kind: ComparisonKind.AT_LEAST, values: [textOf(value)] }, options);
  }

  /** The request carries the key, whatever its value. */
  public static isPresent(key: ConditionKey, actions?: string[]): Requirement {
    return new Requirement(key, { kind: 'isPresent', values: [] }, { actions });
  }

  /** The request does not carry the key. */
  public static isAbsent(key: ConditionKey, actions?: string[]): Requirement {
    return new Requirement(key, { kind: 'isAbsent', values: [] }, { actions });
  }

  /** The key that is looked at. */
  public readonly key: ConditionKey;
  /** The actions to which the requirement applies. */
  public readonly actions: string[];
  /** What becomes of a request that does not carry the key. */
  public readonly whenAbsent: WhenAbsent;

  private readonly demand: Demand;

  private constructor(
    key: ConditionKey,
    demand: Demand,
    { actions, whenAbsent = WhenAbsent.DENY }: RequirementOptions = {},
  ) {
    SecureSageMakerError.throwIfAny(undefined, requirementFaults({ key, actions, ...demand }));
    this.key = key;
    this.demand = { ...demand, values: [...new Set(demand.values)].sort() };
    this.actions = actionsOf(key, actions);
    this.whenAbsent = whenAbsent;
  }

  /**
   * Statements that deny the actions to every request which does not meet the requirement. A list needs a statement of
   * its own for the absent key.
   *
   * Policy variables without a default get one, since a Deny with a variable that cannot be resolved denies nothing.
   *
   * @param sid the id of the first statement, made of letters and digits; that of the second ends in `Absent`
   */
  public denyStatements(sid?: string): iam.PolicyStatement[] {
    return this.violations().map(({ suffix, conditions }) => {
      const statement = { effect: iam.Effect.DENY, actions: this.actions, resources: ['*'], conditions };
      return new iam.PolicyStatement({ sid: sid && `${sid}${suffix}`, ...statement });
    });
  }

  /**
   * The condition with which an Allow is limited to requests that meet the requirement, by operator and key.
   *
   * An Allow is not a restriction: whoever is allowed the same elsewhere keeps it.
   */
  public allowCondition(): { [operator: string]: { [key: string]: string[] } } {
    const { kind, values } = this.demand;
    if (kind === 'isPresent' || kind === 'isAbsent') {
      return this.presence(kind === 'isPresent');
    }
    const { name, negated } = operatorsFor(kind, this.key)!.meets;
    const comparison = { [this.key.name]: [...values] };
    const mayBeAbsent = this.whenAbsent === WhenAbsent.ALLOW;
    if (this.key.multiValued) {
      const every = { [`ForAllValues:${name}`]: comparison };
      return mayBeAbsent ? every : { ...every, ...this.presence(true) };
    }
    if (mayBeAbsent) {
      return { [negated ? name : `${name}IfExists`]: comparison };
    }
    return negated ? { [name]: comparison, ...this.presence(true) } : { [name]: comparison };
  }

  /** The conditions of the statements that deny; each stands for one way not to meet the requirement. */
  private violations(): { suffix: string; conditions: Conditions }[] {
    const { kind, values } = this.demand;
    if (kind === 'isPresent' || kind === 'isAbsent') {
      return [{ suffix: '', conditions: this.presence(kind === 'isAbsent') }];
    }
    const { name, negated } = operatorsFor(kind, this.key)!.breaks;
    const comparison = { [this.key.name]: violating(kind, values).map(withDefault) };
    const denyAbsent = this.whenAbsent === WhenAbsent.DENY;
    if (this.key.multiValued) {
      const other = { suffix: '', conditions: { [`ForAnyValue:${name}`]: comparison } };
      return denyAbsent ? [other, { suffix: 'Absent', conditions: this.presence(false) }] : [other];
    }
    if (denyAbsent) {
      return [{ suffix: '', conditions: { [negated ? name : `${name}IfExists`]: comparison } }];
    }
    const conditions = negated ? { [name]: comparison, ...this.presence(true) } : { [name]: comparison };
    return [{ suffix: '', conditions }];
  }

  /** Holds where the key is in the request, or where it is not. */
  private presence(present: boolean): Conditions {
    return { Null: { [this.key.name]: [String(!present)] } };
  }
}

/** A number that is not known yet becomes text that is not known yet. */
function textOf(value: number): string {
  return Token.isUnresolved(value) ? Token.asString(value) : String(value);
}

/** A Boolean breaks a requirement by being the other one. */
function violating(kind: ComparisonKind, values: readonly string[]): readonly string[] {
  const opposite: Partial<Record<ComparisonKind, string[]>> = {
    [ComparisonKind.IS_TRUE]: ['false'],
    [ComparisonKind.IS_FALSE]: ['true'],
  };
  return opposite[kind] ?? values;
}

/** Fits no name, so that a caller without the tag is denied. The special variables for `*`, `?` and `$` need no default. */
function withDefault(value: string): string {
  return value.replace(/\$\{([a-z0-9-]+:[^},]+)\}/g, (_, variable) => `\${${variable}, 'none'}`);
}
