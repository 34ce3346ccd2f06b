/** A setting of SageMaker of which one value is safe and the other one is not. */
export interface SecureSetting {
  readonly secure: string;
  readonly insecure: string;
  /** Whether SageMaker takes a request without it for the insecure value. */
  readonly insecureByDefault: boolean;
}

function insecureByDefault(secure: string, insecure: string): SecureSetting {
  return { secure, insecure, insecureByDefault: true };
}

function secureByDefault(secure: string, insecure: string): SecureSetting {
  return { secure, insecure, insecureByDefault: false };
}

/** By condition key, in lower case. */
export const SECURE_SETTINGS: ReadonlyMap<string, SecureSetting> = new Map([
  ['sagemaker:appnetworkaccesstype', insecureByDefault('VpcOnly', 'PublicInternetOnly')],
  ['sagemaker:directinternetaccess', insecureByDefault('Disabled', 'Enabled')],
  ['sagemaker:enableremotedebug', secureByDefault('false', 'true')],
  ['sagemaker:intercontainertrafficencryption', insecureByDefault('true', 'false')],
  ['sagemaker:minimuminstancemetadataserviceversion', insecureByDefault('2', '1')],
  ['sagemaker:networkisolation', insecureByDefault('true', 'false')],
  ['sagemaker:remoteaccess', secureByDefault('DISABLED', 'ENABLED')],
  ['sagemaker:rootaccess', insecureByDefault('Disabled', 'Enabled')],
]);

/** Lists of what is approved, where to name nothing means to go without protection; in lower case. */
export const PROTECTING_LISTS: readonly string[] = [
  'sagemaker:instancetypes',
  'sagemaker:vpcsecuritygroupids',
  'sagemaker:vpcsubnets',
];

/** What protects by being there at all; in lower case. */
export const PROTECTING_PRESENCE: readonly string[] = [
  'sagemaker:outputkmskeyarn',
  'sagemaker:volumekmskeyarn',
  'sagemaker:vpcsecuritygroupids',
  'sagemaker:vpcsubnets',
];
