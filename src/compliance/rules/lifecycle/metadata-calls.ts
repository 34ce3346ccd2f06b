import {
  metadataCallsWithoutToken,
  TOKEN_LIFETIME_MAX,
  tooLongTokenLifetimes,
} from '../../../private/shared/metadata-calls';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { judgeScripts, LEFT_OPEN, LIFECYCLE_TYPES } from './scripts';

export const metadataCalls: RuleDefinition = {
  id: 'lifecycle-script-metadata-calls',
  severity: Severity.WARNING,
  title: 'Lifecycle scripts must send a session token to the instance metadata service',
  rationale:
    'A script that asks without one fails as soon as an instance answers to IMDSv2 only, and until then is why it cannot be made to. Studio has no metadata service at all.',
  remediation:
    'Ask for a token first (PUT /latest/api/token) and send it as X-aws-ec2-metadata-token. In Studio read /opt/ml/metadata/resource-metadata.json and use the credentials of the container.',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html',
  controls: {},
  types: LIFECYCLE_TYPES,
  check: (config) => judgeScripts(config, (script) => [...callsIn(script), ...lifetimesIn(script)]),
};

/** The missing part of a command may be the token. */
const isUnknown = (command: string) => command.includes(LEFT_OPEN);

function callsIn(script: string): string[] {
  return metadataCallsWithoutToken(script, isUnknown).map(
    (call) => `send a session token to the metadata service, got '${call}'`,
  );
}

function lifetimesIn(script: string): string[] {
  return tooLongTokenLifetimes(script, isUnknown).map(
    (request) => `ask for a session token for at most ${TOKEN_LIFETIME_MAX} seconds, got '${request}'`,
  );
}
