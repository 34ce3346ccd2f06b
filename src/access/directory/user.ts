import type { ISpace, IUserProfile } from '../../studio';
import type { ListRemovals } from '../shared/list-removals';

/**
 * The first page that Studio shows.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html (LandingUri)
 */
export class LandingPage {
  /** The home page of Studio. */
  public static readonly STUDIO = new LandingPage('studio::');
  /** JupyterLab in the space of the user. */
  public static readonly JUPYTER_LAB = new LandingPage('app:JupyterLab:');
  /** Code Editor in the space of the user. */
  public static readonly CODE_EDITOR = new LandingPage('app:CodeEditor:');

  /** A page of Studio, by a path such as `jobs/training`. */
  public static studio(path: string): LandingPage {
    return new LandingPage(`studio::${path}`);
  }

  /** A page of JupyterLab, by a path such as `lab/tree/welcome.ipynb`. */
  public static jupyterLab(path: string): LandingPage {
    return new LandingPage(`app:JupyterLab:${path}`);
  }

  /** A page of Code Editor, by its path. */
  public static codeEditor(path: string): LandingPage {
    return new LandingPage(`app:CodeEditor:${path}`);
  }

  private constructor(
    /** The landing URI in the format of SageMaker. */
    public readonly uri: string,
  ) {}
}

/**
 * A user of an identity provider, and one user profile that the user may open.
 *
 * A user who may open several has an entry for each: another user profile, space or landing page. The user then chooses one of
 * those that are enabled and have not expired. A user can have up to 25 entries in all lists of a table together.
 */
export interface DirectoryUser {
  /**
   * The permanent identifier of the user at the identity provider, which is the `sub` claim of tokens: up to 255 visible characters.
   * Do not use an e-mail address: if it is reassigned to another person, so is the user profile.
   */
  readonly subject: string;

  /**
   * The identity provider, which is the `iss` claim of its tokens.
   *
   * @default - the issuer of the list
   */
  readonly issuer?: string;

  /**
   * The user profile.
   *
   * @default - the one with `domainId` and `userProfileName`, which are then required
   */
  readonly userProfile?: IUserProfile;

  /**
   * The id of the user profile's domain, such as `d-a1b2c3d4e5f6`.
   *
   * @default - the domain of `userProfile`
   */
  readonly domainId?: string;

  /**
   * The name of the user profile.
   *
   * @default - the name of `userProfile`
   */
  readonly userProfileName?: string;

  /**
   * The space to open.
   *
   * @default - no space; Studio itself opens
   */
  readonly space?: ISpace;

  /**
   * The name of the space to open, if there is no object for it.
   *
   * @default - the name of `space`
   */
  readonly spaceName?: string;

  /**
   * The first page.
   *
   * @default - the default landing page of the user profile or its domain
   */
  readonly landingPage?: LandingPage;

  /**
   * The name under which this entry is offered to a user who has several, such as `Churn research`.
   *
   * @default - the ids and names of what the entry opens
   */
  readonly label?: string;

  /**
   * Whether the user may open this entry. The log has different reasons for disabled and for unknown users.
   *
   * @default - the user may open it
   */
  readonly enabled?: boolean;

  /**
   * The time from which on the user may no longer open Studio, in UTC: the start of a day such as `2027-06-30`, or a second such as
   * `2027-06-30T17:00:00Z`. Open sessions end when their own duration is over.
   *
   * @default - never
   */
  readonly expires?: string;

  /**
   * The ARN of the access role, for a domain in another account.
   *
   * @default - the access role of this account
   */
  readonly accessRoleArn?: string;
}

/**
 * Settings of a list of users in a table.
 */
export interface DirectoryListOptions {
  /**
   * The identity provider of users without `issuer`.
   *
   * @default - the identity provider of the API's authorization; if there is none, every user needs an `issuer`
   */
  readonly issuer?: string;

  /**
   * The name that distinguishes the entries of this list from those of other lists in the same table. Existing entries keep their
   * owner, so a change fails until they are gone.
   *
   * @default - derived from the path of the construct
   */
  readonly owner?: string;

  /**
   * Whether a deployment of the list may take access from most of its people at once. A list without users needs
   * `ListRemovals.UNLIMITED`.
   *
   * @default ListRemovals.LIMITED
   */
  readonly removals?: ListRemovals;

  /**
   * The name of the role that writes the list, where the table is of another app. That app names its ARN in `otherLists` of the
   * `DirectoryTable`. A change replaces the role.
   *
   * @default - not needed for a table of this app
   */
  readonly reconcilerRoleName?: string;
}
