import { createHash } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import { checkNotBlank } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { STUDIO_NAME_MAX } from '../../private/limits';

/** 64 bits: among a million users, two share a hash with a chance of one in thirty million. */
const HASH_LENGTH = 16;

/**
 * Names of user profiles for people whose identity provider names them in a way that SageMaker does not accept.
 */
export class ProfileName {
  /**
   * A legal name for a claim such as `alice.smith@example.com`: what is readable of it, and a hash of all of it.
   *
   * The same claim has the same name everywhere, and different claims have different names, also where they differ in
   * the case of letters alone. Fails where the claim is empty or known to the deployment alone.
   */
  public static fromClaim(claim: string): string {
    SecureSageMakerError.throwIfAny(undefined, claimFaults(claim));
    const hash = createHash('sha256').update(claim).digest('hex').slice(0, HASH_LENGTH);
    const readable = claim
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, STUDIO_NAME_MAX - HASH_LENGTH - 1)
      .replace(/^-+|-+$/g, '');
    return [readable, hash].filter(Boolean).join('-');
  }

  private constructor() {}
}

function claimFaults(claim: string): Fault[] {
  const unknown = 'a claim must be known at synthesis to make a name of it, got a token';
  return [
    ...check(!Token.isUnresolved(claim), 'InvalidStudioName', unknown),
    ...faultsOf('InvalidStudioName', checkNotBlank('a claim', claim)),
  ];
}
