import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { checkNotBlank } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { foreignFaults, used } from '../../private/life-cycle/foreign';
import type { ClientSettings } from '../shared/portal/settings';

/**
 * The algorithm of an assertion.
 */
export enum PortalSigningAlgorithm {
  /** For a key of type `ECC_NIST_P256`. */
  ES256 = 'ES256',
  /** For an RSA key. */
  PS256 = 'PS256',
  /** For an RSA key. */
  RS256 = 'RS256',
}

/**
 * Settings of a signing key.
 */
export interface PortalSigningKeyOptions {
  /**
   * The algorithm, which must fit the key.
   *
   * @default PortalSigningAlgorithm.ES256
   */
  readonly algorithm?: PortalSigningAlgorithm;

  /**
   * The id under which the public key is registered at the identity provider.
   *
   * @default - none, for providers that know a single key of the client
   */
  readonly keyId?: string;
}

/**
 * How the portal proves to the identity provider that it is the registered client.
 */
export abstract class PortalCredentials {
  /**
   * By a secret in Secrets Manager. A rotated secret is used after five minutes, and immediately if the identity provider refuses the
   * previous one.
   *
   * @param secret the secret. If another key than `aws/secretsmanager` encrypts it, its policy must let the function decrypt
   * @param field the field of a JSON secret. By default, the whole secret is the client secret
   */
  public static fromSecret(secret: secretsmanager.ISecret, field?: string): PortalCredentials {
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidPortal', checkNotBlank('field', field)));
    return new SecretCredentials(secret, field);
  }

  /**
   * By assertions that an asymmetric KMS key signs (`private_key_jwt`), so that there is no secret to store or rotate. Register the
   * public key of the KMS key at the identity provider.
   */
  public static fromSigningKey(key: kms.IKey, options: PortalSigningKeyOptions = {}): PortalCredentials {
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidPortal', checkNotBlank('keyId', options.keyId)));
    return new KeyCredentials(key, options);
  }

  /** @internal */
  public abstract readonly _settings: ClientSettings;

  /** @internal */
  public abstract _grant(role: iam.IRole): void;

  /** @internal */
  public abstract _faults(scope: IConstruct): Fault[];
}

class SecretCredentials extends PortalCredentials {
  constructor(
    private readonly secret: secretsmanager.ISecret,
    private readonly field: string | undefined,
  ) {
    super();
  }

  public get _settings(): ClientSettings {
    return { kind: 'secret', secretArn: this.secret.secretArn, field: this.field };
  }

  /** `grantRead` also covers the versions of the secret, and its key. */
  public _grant(role: iam.IRole): void {
    this.secret.grantRead(role);
  }

  public _faults(scope: IConstruct): Fault[] {
    return foreignFaults(scope, [used('credentials', this.secret.secretArn)]);
  }
}

class KeyCredentials extends PortalCredentials {
  constructor(
    private readonly key: kms.IKey,
    private readonly options: PortalSigningKeyOptions,
  ) {
    super();
  }

  public get _settings(): ClientSettings {
    const { algorithm = PortalSigningAlgorithm.ES256, keyId } = this.options;
    return { kind: 'key', keyArn: this.key.keyArn, algorithm, keyId };
  }

  public _grant(role: iam.IRole): void {
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({ sid: 'SignAssertions', actions: ['kms:Sign'], resources: [this.key.keyArn] }),
    );
  }

  public _faults(scope: IConstruct): Fault[] {
    return foreignFaults(scope, [used('credentials', this.key.keyArn)]);
  }
}
