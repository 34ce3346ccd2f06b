import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AuthMode } from '../../conditions/values';
import { warnIfDeleted } from '../../private/life-cycle/removal';
import { warn } from '../../private/warnings';
import { warnOfWeakSettings } from '../settings/checks';
import { AppNetworkAccess, type DomainNetworkProps, type DomainProps, SourceIdentity } from './props';

export function warnOfWeakDomain(scope: IConstruct, props: DomainProps, resource: CfnResource): void {
  warnOfWeakNetwork(scope, props);
  warnOfWeakSettings(scope, props);
  if (props.authMode === AuthMode.SSO) {
    warn(scope, 'studio.singleSignOn', 'Use AuthMode.IAM, and presigned URLs for people who signed in elsewhere.');
  }
  if (props.sourceIdentity === SourceIdentity.NONE) {
    warn(
      scope,
      'studio.noSourceIdentity',
      'Use SourceIdentity.USER_PROFILE_NAME, or an execution role for each user profile.',
    );
  }
  warnIfDeleted(
    scope,
    resource,
    'studio.userDataDeleted',
    'Leave removalPolicy out. Only a cleanup of the domain deletes its file system.',
  );
}

function warnOfWeakNetwork(scope: IConstruct, { networkAccess, docker }: DomainNetworkProps): void {
  if (networkAccess === AppNetworkAccess.PUBLIC_INTERNET) {
    warn(
      scope,
      'studio.publicInternetAccess',
      'Use AppNetworkAccess.VPC_ONLY, and interface endpoints or a NAT gateway.',
    );
  }
  if (docker?._options) {
    warn(scope, 'studio.dockerEnabled', 'Use DockerAccess.DISABLED, and build images elsewhere.');
  }
}
