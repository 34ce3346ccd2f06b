import type { Decision, Request } from '../private/decisions/decision';
import { type Difference, differenceBetween } from '../private/decisions/difference';
import type { Statement } from '../private/decisions/document';
import { check, SecureSageMakerError } from '../private/errors';
import type { PolicyComparisonOptions } from './policy-comparison-options';
import { readPolicy } from './policy-text';
import { SAGEMAKER_REQUESTS } from './sage-maker-requests';

/**
 * A request that one of two policies allows and the other does not: what a change to a policy does.
 *
 * All requests are compared, by one request of each class that the policies tell apart. The request with the fewest condition keys
 * is the difference. Nothing is sent to AWS.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * @example
 * const before = '{"Statement":{"Effect":"Allow","Action":"sagemaker:*","Resource":"*"}}';
 * const after = '{"Statement":{"Effect":"Allow","Action":"sagemaker:Describe*","Resource":"*"}}';
 * const difference = witness.PolicyDifference.between(before, after);
 */
export class PolicyDifference {
  /**
   * The difference between two policies; nothing where they decide alike about every request.
   *
   * Policies that only deny are compared beside a policy that allows everything, as service control policies are.
   *
   * @param before the text of a policy document in JSON
   * @param after the text of the policy document that it is compared with
   * @throws an error that lists references without a value, and elements and operators that cannot be compared
   */
  public static between(
    before: string,
    after: string,
    options: PolicyComparisonOptions = {},
  ): PolicyDifference | undefined {
    const [first, second] = [before, after].map((text) => readPolicy(text, options.references ?? {}));
    const faults = new Map([...first.faults, ...second.faults].map((fault) => [fault.message, fault]));
    SecureSageMakerError.throwIfAny(undefined, [...faults.values()]);
    const difference = differenceBetween(first.statements, second.statements, SAGEMAKER_REQUESTS);
    return difference && new PolicyDifference(difference);
  }

  /**
   * Asserts that two policies decide alike about every request.
   *
   * @param before the text of a policy document in JSON
   * @param after the text of the policy document that it is compared with
   * @throws an error that describes a request about which they differ
   */
  public static assertNone(before: string, after: string, options: PolicyComparisonOptions = {}): void {
    const difference = PolicyDifference.between(before, after, options);
    SecureSageMakerError.throwIfAny(undefined, check(difference === undefined, 'PoliciesDiffer', String(difference)));
  }

  /** The action of the request, such as `sagemaker:CreateModel`. */
  public readonly action: string;
  /** The resource of the request, as an ARN or `*`. */
  public readonly resource: string;
  /** Who asks, where the policies have principals. */
  public readonly principal?: string;
  /** The values of the condition keys of the request. Keys that no value is given for are missing in the request. */
  public readonly keys: { readonly [key: string]: string[] };
  /** Condition keys that the request must not have. */
  public readonly missingKeys: string[];
  /** Whether the first policy allows the request. The second one allows it otherwise. */
  public readonly allowedBefore: boolean;

  private constructor(private readonly difference: Difference) {
    const { request, before } = difference;
    this.action = request.action;
    this.resource = request.resource;
    this.principal = request.principal?.id;
    this.keys = keysOf(request);
    this.missingKeys = Object.keys(request.context).filter((key) => request.context[key] === undefined);
    this.allowedBefore = before === 'allowed';
  }

  /** The difference in words. */
  public toString(): string {
    const { before, after, statements } = this.difference;
    const who = this.principal === undefined ? '' : ` by ${this.principal}`;
    return [
      `${this.action} on ${this.resource}${who}, ${this.describeKeys()}, is ${before} before and ${after} after the change`,
      `before: ${described(before, statements.before)}`,
      `after: ${described(after, statements.after)}`,
    ].join('; ');
  }

  private describeKeys(): string {
    const given = Object.entries(this.keys).map(([key, values]) => `${key} ${values.join(' and ')}`);
    const all = [
      ...(given.length > 0 ? [`with ${given.join(', ')}`] : []),
      ...(this.missingKeys.length > 0 ? [`without ${this.missingKeys.join(', ')}`] : []),
    ];
    return all.length > 0 ? all.join(' and ') : 'whatever its condition keys';
  }
}

function keysOf({ context }: Request): { [key: string]: string[] } {
  const given = Object.entries(context).flatMap(([key, value]): [string, string[]][] =>
    value === undefined ? [] : [[key, typeof value === 'string' ? [value] : [...value]]],
  );
  return Object.fromEntries(given);
}

function described(decision: Decision, statements: readonly Statement[]): string {
  const names = statements.map(
    ({ sid, effect, actions }) => sid ?? `${effect} ${actions.patterns.map(({ text }) => text).join(', ')}`,
  );
  return names.length > 0 ? `${decision} by ${names.join(' and ')}` : 'no statement applies';
}
