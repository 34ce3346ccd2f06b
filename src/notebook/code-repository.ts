import { checkFormat, checkMaxLength, checkName } from '../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { NOTEBOOK_REPOSITORY_URL } from '../private/formats';
import { isUnknown } from '../private/life-cycle/unknown';
import { CODE_REPOSITORY_NAME_MAX, CODE_REPOSITORY_URL_MAX } from '../private/limits';

/**
 * A Git repository that a notebook instance clones when it starts.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-git-repo.html
 */
export class CodeRepository {
  /** A repository that is a resource of SageMaker, which may hold the secret to sign in with, by its name. */
  public static fromCodeRepositoryName(name: string): CodeRepository {
    SecureSageMakerError.throwIfAny(undefined, nameFaults(name));
    return new CodeRepository(name);
  }

  /** A repository by its HTTPS address. Credentials in the address are refused: they would stand in the template. */
  public static fromUrl(url: string): CodeRepository {
    SecureSageMakerError.throwIfAny(undefined, urlFaults(url));
    return new CodeRepository(url);
  }

  private constructor(
    /** The name or address that SageMaker takes. */
    public readonly nameOrUrl: string,
  ) {}
}

function nameFaults(name: string): Fault[] {
  return faultsOf('InvalidCodeRepository', checkName('the name of a code repository', name, CODE_REPOSITORY_NAME_MAX));
}

function urlFaults(url: string): Fault[] {
  if (isUnknown(url)) {
    return [];
  }
  const authority = /^[a-z]+:\/\/([^/]*)/i.exec(url)?.[1]; // unanchored: only the beginning of the address matters
  const what = 'the address of a code repository';
  const wrong = authority?.includes('@')
    ? [`${what} must not hold credentials: put them into a secret of a SageMaker code repository`]
    : checkFormat(what, url, NOTEBOOK_REPOSITORY_URL);
  return faultsOf('InvalidCodeRepository', [...wrong, ...checkMaxLength(what, url, CODE_REPOSITORY_URL_MAX)]);
}
