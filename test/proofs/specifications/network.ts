import { allowing, on, type Place, row, type Specification, type Specifications } from '../specification';
import { is, type Term } from '../terms';
import { KEY } from './keys';

const ORGANIZATION = 'o-a1b2c3d4e5';
const ALL = ['*:*'];

/** Callers, and the resources that they may reach. */
interface Perimeter {
  readonly callers: Term;
  readonly resources: Term;
}

function ownAccount({ environment: { account } }: Place): Perimeter {
  return { callers: is(KEY.principalAccount, account), resources: is('aws:ResourceAccount', account) };
}

const inOrganization: Perimeter = {
  callers: is('aws:PrincipalOrgID', ORGANIZATION),
  resources: is('aws:ResourceOrgID', ORGANIZATION),
};

function within({ callers, resources }: Perimeter) {
  return row(ALL, callers, resources);
}

function api(at: Place, perimeter: Perimeter): Specification {
  const { partition, region } = at.environment;
  const hub = ['hub/*', 'hub-content/*'].map((resource) => `arn:${partition}:sagemaker:${region}:aws:${resource}`);
  const reads = ['DescribeHub', 'DescribeHubContent', 'ListHubContentVersions', 'ListHubContents'];
  return allowing(within(perimeter), on(hub, row(reads, perimeter.callers)));
}

function opening(resources: readonly [action: string, resource: string][], ...when: Term[]): Specification {
  return allowing(...resources.map(([action, resource]) => on([resource], row([action], ...when))));
}

function studio(at: Place): Record<string, Specification> {
  const { partition, region } = at.environment;
  const both = (arn: (resource: string) => string, domain: string): [string, string][] => [
    ['CreateApp', arn(`app/${domain}*`)],
    ['CreatePresignedDomainUrl', arn(`user-profile/${domain}*`)],
  ];
  const anyAccount = (resource: string) => `arn:${partition}:sagemaker:${region}:*:${resource}`;
  const own = (resource: string) => at.own(resource);
  return {
    'Endpoint of Studio': opening(both(own, '')),
    'Endpoint of Studio for one domain': opening(both(own, 'd-own/')),
    'Endpoint of Studio in an organization': opening(both(anyAccount, ''), inOrganization.resources),
    'Endpoint of notebook instances': opening([['CreatePresignedNotebookInstanceUrl', own('notebook-instance/*')]]),
    'Endpoint of MLflow': allowing(
      on([own('mlflow-app/*'), own('mlflow-tracking-server/*')], row(['sagemaker-mlflow:*'])),
    ),
  };
}

function data(at: Place): Record<string, Specification> {
  const { partition, region } = at.environment;
  const account = ownAccount(at);
  const buckets = (...names: string[]) =>
    names.flatMap((name) => [`arn:${partition}:s3:::${name}`, `arn:${partition}:s3:::${name}/*`]);
  const reads = ['s3:GetObject', 's3:ListBucket'];
  const samples = buckets('sagemaker-sample-files', `sagemaker-example-files-prod-${region}`);
  const layers = [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`];
  const pulls = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  return {
    'Endpoint of S3': allowing(
      within(account),
      // Images are pulled without credentials of the account.
      on(layers, row(['s3:GetObject'])),
      on(buckets(`jumpstart-cache-prod-${region}`), row(reads, account.callers)),
    ),
    'Endpoint of S3 with sample data': allowing(within(account), on(samples, row(reads, account.callers))),
    'Endpoint of ECR': allowing(
      within(account),
      on(
        [`arn:${partition}:ecr:${region}:*:repository/*`],
        row(pulls, account.callers, is('aws:ResourceAccount', '763104351884')),
      ),
    ),
  };
}

export const NETWORK: Specifications = (at) => ({
  'Endpoint of sagemaker.api': api(at, ownAccount(at)),
  'Endpoint of sagemaker.api in an organization': api(at, inOrganization),
  'Endpoint of sagemaker.runtime': allowing(within(ownAccount(at))),
  'Endpoint of STS': allowing(within(ownAccount(at))),
  ...studio(at),
  ...data(at),
  'Endpoint of private APIs': opening([['execute-api:Invoke', at.arn('execute-api', '*')]]),
  'Endpoint of one private API': opening([['execute-api:Invoke', at.arn('execute-api', 'a1b2c3d4e5/*')]]),
});
