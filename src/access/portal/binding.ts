import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { LogOptions } from '../../private/lambda/log-group';
import type { TokenVerification } from '../authorization/binding';
import type { PresignedUrlFunction } from '../url-function/presigned-url-function';

/** What a portal needs from the API that serves it. */
export interface PortalContext extends LogOptions {
  readonly restApi: apigateway.RestApi;
  /** The URL of the API, by the ids of API and endpoint. */
  readonly apiUrl: string;
  readonly endpoint: ec2.IInterfaceVpcEndpoint;
  readonly endpoints: IPrivateEndpoints;
  readonly verification: TokenVerification;
  readonly urlFunction: PresignedUrlFunction;
}
