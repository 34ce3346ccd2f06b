/** A resource, or anything else that has its type. */
interface Typed {
  readonly type: string;
}

/** Where resources of Studio have the settings of users. */
const USER_SETTINGS: Readonly<Record<string, string>> = {
  'AWS::SageMaker::Domain': 'DefaultUserSettings',
  'AWS::SageMaker::UserProfile': 'UserSettings',
};

/** Where resources of Studio have the settings of spaces. */
const SPACE_SETTINGS: Readonly<Record<string, string>> = {
  'AWS::SageMaker::Domain': 'DefaultSpaceSettings',
  'AWS::SageMaker::Space': 'SpaceSettings',
};

export const DOMAIN = 'AWS::SageMaker::Domain';
export const USER_PROFILE = 'AWS::SageMaker::UserProfile';
export const SPACE = 'AWS::SageMaker::Space';

/** The properties of a domain, user profile or space that hold settings of applications. */
export function settingsPaths({ type }: Typed): string[] {
  return [USER_SETTINGS[type], SPACE_SETTINGS[type]].filter((path) => path !== undefined);
}

/** The property that holds the settings of users. */
export function userSettingsPath({ type }: Typed): string {
  return USER_SETTINGS[type];
}
