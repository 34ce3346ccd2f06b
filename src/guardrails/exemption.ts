import { Aws } from 'aws-cdk-lib';
import { ConditionKey } from '../conditions';
import { checkAccountId, checkNotEmpty, checkPattern, checkPrincipalPattern, knownItems } from '../private/checks';
import { faultsOf, SecureSageMakerError } from '../private/errors';

/** A condition that holds for everybody who is not exempt, absent keys included. */
interface Bystanders {
  readonly operator: string;
  readonly key: string;
  readonly values: string[];
}

/** What somebody would take or get to become exempt. */
interface WayIn {
  readonly principals?: string[];
  readonly tagKey?: string;
}

/**
 * Whom guardrails do not bind. Several exemptions add up; everybody else stays bound.
 *
 * Whoever can take an exempt role, or give themselves an exempting tag, is exempt: `Guardrail.protectExemptions` denies that.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export class Exemption {
  /**
   * Roles and users by their ARNs, in which `*` and `?` are wildcards, such as `arn:aws:iam::*:role/Platform*`. For sessions
   * it is the ARN of the role, with its path.
   */
  public static principals(arns: string[]): Exemption {
    const malformed = [
      ...checkNotEmpty('the exempt principals', arns),
      ...knownItems(arns).flatMap((arn) => checkPrincipalPattern('an exempt principal', arn)),
    ];
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidExemption', malformed));
    return new Exemption(
      { operator: 'ArnNotLike', key: ConditionKey.PRINCIPAL_ARN.name, values: arns },
      { principals: arns },
    );
  }

  /** Principals with one of the values of a tag. Session tags count as well. */
  public static principalTag(key: string, values: string[]): Exemption {
    const wildcards = knownItems(values).flatMap((value) =>
      checkPattern(`a value of the exempting tag ${key}`, value, /^[^*?]+$/, 'without wildcards'),
    );
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidExemption', [...checkNotEmpty(`the values of the exempting tag ${key}`, values), ...wildcards]),
    );
    return new Exemption(
      { operator: 'StringNotEquals', key: ConditionKey.principalTag(key).name, values },
      { tagKey: key },
    );
  }

  /** All principals of accounts. */
  public static accounts(ids: string[]): Exemption {
    const malformed = [
      ...checkNotEmpty('the exempt accounts', ids),
      ...knownItems(ids).flatMap((id) => checkAccountId('an exempt account', id)),
    ];
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidExemption', malformed));
    return new Exemption({ operator: 'StringNotEquals', key: ConditionKey.PRINCIPAL_ACCOUNT.name, values: ids });
  }

  /**
   * The roles that AWS services make for themselves. Service control policies and resource control policies never bind
   * them; resource policies made of the same statements would.
   */
  public static serviceLinkedRoles(): Exemption {
    const roles = `arn:${Aws.PARTITION}:iam::*:role/aws-service-role/*`;
    return new Exemption({ operator: 'ArnNotLike', key: ConditionKey.PRINCIPAL_ARN.name, values: [roles] });
  }

  /**
   * Calls that an AWS service makes with the credentials of the caller, such as those of CloudFormation. Whoever may use
   * such a service reaches through it what the guardrails deny.
   */
  public static callsByServices(): Exemption {
    return new Exemption({ operator: 'BoolIfExists', key: ConditionKey.VIA_AWS_SERVICE.name, values: ['false'] });
  }

  private constructor(
    private readonly bystanders: Bystanders,
    private readonly wayIn: WayIn = {},
  ) {}

  /** @internal */
  public get _bystanders(): Bystanders {
    return this.bystanders;
  }

  /** @internal */
  public get _wayIn(): WayIn {
    return this.wayIn;
  }
}
