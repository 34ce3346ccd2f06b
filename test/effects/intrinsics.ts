import type { Environment } from './environment';

export interface CloudFormationTemplate {
  readonly Resources?: Record<string, CloudFormationResource>;
}

export interface CloudFormationResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

/** What `Ref` and the attributes of a resource stand for in simulations. */
interface StandIn {
  /** The property that names the resource. Where it is no text, the logical id is the name. */
  readonly nameProperty?: string;
  readonly arn: (name: string, environment: Environment) => string;
  /** @default - `Ref` gives the name */
  readonly refIsArn?: boolean;
  /** The attribute that is the ARN. @default - `Arn` */
  readonly arnAttribute?: string;
  /** Attributes other than the ARN. */
  readonly attributes?: Readonly<Record<string, (name: string) => string>>;
}

const STAND_INS: Record<string, StandIn> = {
  'AWS::DynamoDB::Table': { arn: (name, env) => regional(env, 'dynamodb', `table/${name}`) },
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    arn: (name, env) => regional(env, 'ecr', `repository/${name}`),
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    arn: (name, { partition, account }) => `arn:${partition}:iam::${account}:role/${name}`,
  },
  'AWS::KMS::Key': { arn: (name, env) => regional(env, 'kms', `key/${name}`) },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: (name, env) => regional(env, 'lambda', `function:${name}`),
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: (name, env) => regional(env, 'logs', `log-group:${name}:*`),
  },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: (name, { partition }) => `arn:${partition}:s3:::${name}` },
  'AWS::SageMaker::Domain': {
    arn: (name, env) => regional(env, 'sagemaker', `domain/${name}`),
    arnAttribute: 'DomainArn',
    attributes: { HomeEfsFileSystemId: (name) => `fs-${name}` },
  },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', arn: (name, env) => regional(env, 'sns', name), refIsArn: true },
};

function regional({ partition, region, account }: Environment, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Puts in what CloudFormation would: pseudo parameters of the environment, and stand-ins for resources of the template. */
export function resolveIntrinsics(value: unknown, template: CloudFormationTemplate, environment: Environment): unknown {
  const resolve = (inner: unknown): unknown => resolveIntrinsics(inner, template, environment);
  if (Array.isArray(value)) {
    return value.map(resolve);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? entries[0] : ['', undefined];
  switch (name) {
    case 'Ref':
      return reference(String(argument), undefined, template, environment);
    case 'Fn::GetAtt':
      return reference(argument[0], argument[1], template, environment);
    case 'Fn::Join':
      return (argument[1] as unknown[]).map(resolve).join(argument[0]);
    case 'Fn::Sub':
      return substitute(argument, template, environment);
    default:
      return plainObject(name, entries, resolve);
  }
}

function plainObject(name: string, entries: [string, unknown][], resolve: (value: unknown) => unknown): unknown {
  if (name.startsWith('Fn::')) {
    throw new Error(`the intrinsic function ${name} has no stand-in: teach test/effects/intrinsics.ts to resolve it`);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, resolve(item)]));
}

function substitute(argument: unknown, template: CloudFormationTemplate, environment: Environment): string {
  if (typeof argument !== 'string') {
    throw new Error('Fn::Sub with variables has no stand-in: teach test/effects/intrinsics.ts to resolve it');
  }
  const replaced = argument.replace(/\$\{([^!}][^}]*)\}/g, (_, variable: string) => {
    const [id, attribute] = variable.split('.');
    return reference(id, attribute, template, environment);
  });
  return replaced.replaceAll('${!', '${');
}

function reference(
  id: string,
  attribute: string | undefined,
  template: CloudFormationTemplate,
  environment: Environment,
): string {
  const pseudo = attribute === undefined ? pseudoParameters(environment)[id] : undefined;
  if (pseudo !== undefined) {
    return pseudo;
  }
  const resource = template.Resources?.[id];
  const standIn = resource && STAND_INS[resource.Type];
  const { arnAttribute = 'Arn', attributes = {} } = standIn ?? {};
  const known = attribute === undefined || attribute === arnAttribute || attribute in attributes;
  if (!resource || !standIn || !known) {
    throw new Error(
      `no stand-in for ${id}${attribute ? `.${attribute}` : ''} of type ${resource?.Type}: add it to test/effects/intrinsics.ts`,
    );
  }
  const given = standIn.nameProperty && resource.Properties?.[standIn.nameProperty];
  const name = typeof given === 'string' ? given : id;
  if (attribute !== undefined && attribute in attributes) {
    return attributes[attribute](name);
  }
  return attribute === arnAttribute || standIn.refIsArn ? standIn.arn(name, environment) : name;
}

function pseudoParameters(environment: Environment): Record<string, string> {
  const { partition, region, urlSuffix, account } = environment;
  return {
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::URLSuffix': urlSuffix,
    'AWS::AccountId': account,
    'AWS::StackId': regional(environment, 'cloudformation', 'stack/Stack/guid'),
  };
}
