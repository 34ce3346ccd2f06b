import { Duration } from 'aws-cdk-lib';
import { Authorization } from '../../src/access/authorization';
import type { JwtAuthorizationProps } from '../../src/access/authorization-jwt-props';
import { JwtAudienceClaim } from '../../src/access/jwt-audience-claim';
import type { DefaultRow } from '../contract/defaults-table';
import { apiWith, jwtProps, settingsOf } from './authorization-setup';

function settings(props: Partial<JwtAuthorizationProps>): object {
  return settingsOf(apiWith(() => Authorization.jwt(jwtProps(props))).template);
}

/** Rows of the table of documented defaults. */
export const AUTHORIZATION_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'access.JwtAuthorizationProps.audienceClaim': {
    observe: (audienceClaim) => settings({ audienceClaim }),
    other: JwtAudienceClaim.CLIENT_ID,
  },
  'access.JwtAuthorizationProps.clockSkew': {
    observe: (clockSkew) => settings({ clockSkew }),
    other: Duration.seconds(0),
  },
  'access.JwtAuthorizationProps.subjectClaim': {
    observe: (subjectClaim) => settings({ subjectClaim }),
    other: 'oid',
  },
};
