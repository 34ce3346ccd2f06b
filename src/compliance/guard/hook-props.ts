import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { GuardRules } from './rules';

/**
 * What CloudFormation does with an operation that a rule rejects, or that a hook cannot evaluate.
 */
export enum HookFailureMode {
  /** The operation fails. */
  FAIL = 'FAIL',

  /** The operation continues, and the finding is shown as a warning. */
  WARN = 'WARN',
}

/**
 * Whether a hook runs.
 */
export enum HookStatus {
  /** It runs. */
  ENABLED = 'ENABLED',

  /** It is activated but does not run. */
  DISABLED = 'DISABLED',
}

/**
 * The operations that a hook evaluates.
 */
export enum HookOperation {
  /** Each resource of a stack before it is created or updated. Intrinsic functions and parameters are resolved. */
  RESOURCE = 'RESOURCE',

  /** Each resource that is created or updated with Cloud Control API. */
  CLOUD_CONTROL = 'CLOUD_CONTROL',

  /**
   * Each stack before it is created or updated. Guard reads the template as it is written and rejects required values that are
   * parameters or other intrinsic functions.
   */
  STACK = 'STACK',

  /** Each change set when it is created. Guard reads the template as it is written, as with `STACK`. */
  CHANGE_SET = 'CHANGE_SET',
}

/**
 * A Guard hook for the rules of this library.
 */
export interface GuardHookProps {
  /**
   * The rules.
   *
   * @default - `new GuardRules()`: the rules of `Pack.BASELINE` with the severity error that Guard can express
   */
  readonly rules?: GuardRules;

  /**
   * The name of the hook, unique in its account and region, such as `Acme::Guard::SageMaker`: three parts of 2 to 64 letters and
   * digits, and no `aws` at the beginning. Another alias replaces the hook.
   *
   * @default - `Private::Guard::` and a name that is unique per stack instance and does not change on updates
   */
  readonly alias?: string;

  /**
   * What happens to an operation that a rule rejects. The same happens if the hook cannot run, such as while its role may not
   * read the rules. By default the operation fails, since a warning keeps nothing out.
   *
   * @default HookFailureMode.FAIL
   */
  readonly failureMode?: HookFailureMode;

  /**
   * The operations that the hook evaluates.
   *
   * @default - `RESOURCE` and `CLOUD_CONTROL`, where all values are known
   */
  readonly operations?: HookOperation[];

  /**
   * Whether the hook runs.
   *
   * @default HookStatus.ENABLED
   */
  readonly status?: HookStatus;

  /**
   * The bucket to which the hook writes its reports. They contain the properties of the resources that it evaluates. For a bucket
   * with a customer managed key, the key must be known to the bucket, or the hook cannot write.
   *
   * @default - no reports. CloudFormation shows only the names of the rules that reject a resource
   */
  readonly logBucket?: IBucket;

  /**
   * The names of stacks that the hook does not evaluate, in which `*` and `?` are wildcards. Anyone who can choose the name of a
   * stack can use such a name to bypass the hook. CloudFormation ignores this for `CLOUD_CONTROL`.
   *
   * @default - none
   */
  readonly excludedStacks?: string[];
}
