import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { type AllowedAccess, allowed } from './allowed';
import { throughEndpoints } from './api';

export interface PresignedUrlAccess extends AllowedAccess {
  /** The action that makes URLs, beside the others. */
  readonly url: string;
  /** @default - URLs may be made and used from anywhere */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}

/** Statements with an action that makes URLs, where it is limited in one of its own: the other actions may be called from elsewhere. */
export function allowedWithUrl({
  url,
  endpoints,
  actions,
  resources,
  requirements = [],
}: PresignedUrlAccess): iam.PolicyStatement[] {
  return endpoints
    ? [
        allowed({ actions: [url], resources, requirements: [...requirements, throughEndpoints(endpoints, [url])] }),
        allowed({ actions, resources, requirements }),
      ]
    : [allowed({ actions: [url, ...actions], resources, requirements })];
}
