import { Stack } from 'aws-cdk-lib';
import { testApp } from '../app';
import { synthesized } from '../life-cycle/templates';
import { SAMPLE_ROWS } from '.';

/** The outputs that the library creates. CDK's constructs add others, such as the URL of an API that only works through an endpoint. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  'access.AccessOperations, customized': ['AccessApiPortalRedirectUri', 'AccessApiPortalUrl'],
  'access.PrivateApi, customized': ['ApiPortalRedirectUri', 'ApiPortalUrl'],
  'access.PrivateStudioAccess, customized': ['AccessApiPortalRedirectUri', 'AccessApiPortalUrl'],
  'network.DnsForwarderConfig': ['ConfigForwarders', 'ConfigZones'],
};

/** CDK ends logical ids with a hash. */
const HASH_LENGTH = 8;

test.each(SAMPLE_ROWS)('%s, %s, has only the outputs that the library names', (name, kind, build) => {
  const app = testApp();
  build(new Stack(app, 'Stack', { env: { account: '111122223333', region: 'us-west-2' } }));
  const templates = synthesized(app) as { Outputs?: object }[];
  const outputs = templates.flatMap(({ Outputs = {} }) => Object.keys(Outputs));
  const names = outputs.filter((id) => !id.startsWith('ExportsOutput')).map((id) => id.slice(0, -HASH_LENGTH));
  expect(names.sort()).toEqual(OUTPUTS[`${name}, ${kind}`] ?? OUTPUTS[name] ?? []);
});
