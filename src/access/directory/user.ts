import type { ISpace, IUserProfile } from '../../studio';

/**
 * What a person sees first in Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html (LandingUri)
 */
export class LandingPage {
  /** The home page of Studio. */
  public static readonly STUDIO = new LandingPage('studio::');
  /** JupyterLab, of the space that the person is led to. */
  public static readonly JUPYTER_LAB = new LandingPage('app:JupyterLab:');
  /** Code Editor, of the space that the person is led to. */
  public static readonly CODE_EDITOR = new LandingPage('app:CodeEditor:');

  /** A page of Studio, by its path such as `jobs/training`. */
  public static studio(path: string): LandingPage {
    return new LandingPage(`studio::${path}`);
  }

  /** A page of JupyterLab, by its path such as `lab/tree/welcome.ipynb`. */
  public static jupyterLab(path: string): LandingPage {
    return new LandingPage(`app:JupyterLab:${path}`);
  }

  /** A page of Code Editor, by its path. */
  public static codeEditor(path: string): LandingPage {
    return new LandingPage(`app:CodeEditor:${path}`);
  }

  private constructor(
    /** The landing URI as SageMaker has it. */
    public readonly uri: string,
  ) {}
}

/**
 * A person whom an identity provider vouches for, and what that person may open.
 */
export interface DirectoryUser {
  /**
   * The subject under which the identity provider knows the person for good: the claim `sub` of a token. An e-mail address may pass
   * to somebody else, and with it the user profile.
   */
  readonly subject: string;

  /**
   * The identity provider, which is the claim `iss` of its tokens.
   *
   * @default - that of the directory
   */
  readonly issuer?: string;

  /**
   * The user profile of the person.
   *
   * @default - the one of `domainId` and `userProfileName`, which must be given then
   */
  readonly userProfile?: IUserProfile;

  /**
   * The id of the domain of the user profile, such as `d-a1b2c3d4e5f6`.
   *
   * @default - that of `userProfile`
   */
  readonly domainId?: string;

  /**
   * The name of the user profile.
   *
   * @default - that of `userProfile`
   */
  readonly userProfileName?: string;

  /**
   * The space that is opened.
   *
   * @default - none; Studio opens
   */
  readonly space?: ISpace;

  /**
   * The name of the space that is opened, where there is no object for it.
   *
   * @default - that of `space`
   */
  readonly spaceName?: string;

  /**
   * What the person sees first.
   *
   * @default - what the domain or the user profile say
   */
  readonly landingPage?: LandingPage;

  /**
   * Whether the person may open anything. The entry of somebody who may not keeps the reason for a refusal apart from that of a
   * person nobody knows.
   *
   * @default - the person may
   */
  readonly enabled?: boolean;

  /**
   * From when on the person may open nothing any more, in UTC: a day such as `2027-06-30`, which means its beginning, or a second such
   * as `2027-06-30T17:00:00Z`. Sessions that are open by then end by their own time.
   *
   * @default - never
   */
  readonly expires?: string;

  /**
   * The ARN of the role with which the URL is made, for a domain in another account.
   *
   * @default - the role of the API
   */
  readonly accessRoleArn?: string;
}

/**
 * How a list of users is kept in a table.
 */
export interface DirectoryListOptions {
  /**
   * The identity provider of users who name none.
   *
   * @default - that of the authorization of the API; without one, every user must name it
   */
  readonly issuer?: string;

  /**
   * The name under which the entries of this list are kept apart from those of others in the same table. Entries that were made under
   * another name stay with it, so changing it fails until they are gone.
   *
   * @default - made of the path of the construct
   */
  readonly owner?: string;
}
