import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, type Properties, type Resource, referenced } from '../report/template';
import { ENVIRONMENT } from './local-access-stack';

/** What a policy says when it is read as JSON. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

interface StandIn {
  ref(id: string, properties: Properties): string;
  attributes?(id: string, properties: Properties): Record<string, string>;
}

const { account, region } = ENVIRONMENT;

/** The id of the only stack. */
export const STACK_ID = `arn:aws:cloudformation:${region}:${account}:stack/LocalAccess/5a3f0c1e-0000-4000-8000-000000000000`;

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::StackId': STACK_ID,
  'AWS::URLSuffix': 'amazonaws.com',
};

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const byId: StandIn = { ref: (id) => id };
const named = (property: string) => (id: string, properties: Properties) => String(properties[property] ?? id);
const withArn = (
  service: string,
  prefix: string,
  nameOf: (id: string, properties: Properties) => string = (id) => id,
): StandIn => ({
  ref: nameOf,
  attributes: (id, properties) => ({ Arn: arn(service, `${prefix}${nameOf(id, properties)}`) }),
});

/** What stands for the ids that AWS would give: the same for the same logical id, so that they survive another deployment. */
const STAND_INS: Record<string, StandIn> = {
  'AWS::ApiGateway::Authorizer': byId,
  'AWS::ApiGateway::Deployment': byId,
  'AWS::ApiGateway::Model': byId,
  'AWS::ApiGateway::RequestValidator': byId,
  'AWS::ApiGateway::Resource': byId,
  'AWS::ApiGateway::RestApi': { ref: (id) => digest(id, 10), attributes: () => ({ RootResourceId: 'root' }) },
  'AWS::ApiGateway::Stage': { ref: named('StageName') },
  'AWS::Cognito::UserPool': {
    ref: (id) => `${region}_${digest(id, 9)}`,
    attributes: (id) => ({ Arn: arn('cognito-idp', `userpool/${region}_${digest(id, 9)}`) }),
  },
  'AWS::DynamoDB::Table': withArn('dynamodb', 'table/', named('TableName')),
  'AWS::EC2::VPCEndpoint': { ref: (id) => `vpce-0${digest(id, 16)}` },
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: (id, properties) => ({ Arn: `arn:aws:iam::${account}:role/${properties.RoleName ?? id}` }),
  },
  'AWS::KMS::Key': withArn('kms', 'key/'),
  'AWS::Lambda::Function': withArn('lambda', 'function:'),
  // Contents that differ make another version.
  'AWS::Lambda::LayerVersion': {
    ref: (id, { Content }) => arn('lambda', `layer:${id}:${(Content as Properties).S3Key}`),
  },
  'AWS::Logs::LogGroup': withArn('logs', 'log-group:', named('LogGroupName')),
  'AWS::SageMaker::Domain': { ref: (id) => `d-${digest(id, 12)}` },
};

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A resource of a template with its properties as they are once deployed. */
export interface Deployed {
  readonly id: string;
  readonly properties: Properties;
}

/** A synthesized stack, as it would be in AWS. What it refers to has the same id in every deployment. */
export class Deployment {
  public readonly resources: Record<string, Resource>;
  public readonly outputs: readonly { readonly Value: unknown }[];

  constructor(
    /** The directory with template and assets. */
    private readonly output: string,
    stackName: string,
  ) {
    const { Resources, Outputs = {} } = JSON.parse(readFileSync(join(output, `${stackName}.template.json`), 'utf-8'));
    this.resources = Resources;
    this.outputs = Object.values(Outputs);
  }

  /** The resources of a type, with those properties resolved that are looked at. */
  public ofType(type: string, ...names: readonly string[]): Deployed[] {
    const found = Object.entries(this.resources).filter(([, resource]) => resource.Type === type);
    return found.map(([id, { Properties: all = {} }]) => {
      const properties = Object.fromEntries(
        names.flatMap((name) => (name in all ? [[name, this.resolve(all[name])]] : [])),
      );
      return { id, properties };
    });
  }

  public theOnly(type: string, ...names: readonly string[]): Deployed {
    const [first, ...others] = this.ofType(type, ...names);
    if (!first || others.length > 0) {
      throw new Error(`there must be one ${type}, got ${others.length + (first ? 1 : 0)}`);
    }
    return first;
  }

  /** Fails where nothing stands for what is referred to, so that no decision rests on a guess. */
  public resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    const isFunction = others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
    return isFunction
      ? this.intrinsic(name, argument)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)]));
  }

  public refOf(id: string): string {
    const { Properties: properties = {} } = this.resources[id];
    return this.standIn(id).ref(id, properties);
  }

  public attributeOf(id: string, name: string): string {
    const { Properties: properties = {} } = this.resources[id];
    const value = this.standIn(id).attributes?.(id, properties)[name];
    if (value === undefined) {
      throw new Error(`nothing stands for ${id}.${name}`);
    }
    return value;
  }

  /** The policies that are attached to a role. */
  public policiesOfRole(roleId: string): PolicyDocument[] {
    const policies = Object.values(this.resources).filter(({ Type, Properties: { Roles } = {} }) => {
      return Type === 'AWS::IAM::ManagedPolicy' && asList(Roles).some((role) => referenced(role) === roleId);
    });
    return policies.map(({ Properties }) => this.resolve(Properties?.PolicyDocument) as PolicyDocument);
  }

  /** The id and the policy of the endpoint of a service, such as `sagemaker.api`. */
  public endpoint(service: string): { readonly id: string; readonly policy: PolicyDocument } {
    const all = this.ofType('AWS::EC2::VPCEndpoint', 'ServiceName', 'PolicyDocument');
    const found = all.find(({ properties }) =>
      [`com.amazonaws.${region}.${service}`, `aws.sagemaker.${region}.${service}`].includes(
        String(properties.ServiceName),
      ),
    );
    if (!found) {
      throw new Error(`there is no endpoint of ${service}`);
    }
    return { id: this.refOf(found.id), policy: found.properties.PolicyDocument as PolicyDocument };
  }

  /** Where the files of an asset are that a bucket and a key stand for. */
  public assetFolder({ S3Key }: { readonly S3Key?: unknown }): string {
    return join(this.output, `asset.${String(S3Key).replace(/\.zip$/, '')}`);
  }

  private intrinsic(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return PSEUDO_PARAMETERS[String(argument)] ?? this.refOf(String(argument));
      case 'Fn::GetAtt':
        return this.attributeOf(...(argument as [string, string]));
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return asList(this.resolve(parts)).join(separator);
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, unknown];
        return String(this.resolve(text)).split(separator);
      }
      case 'Fn::Select': {
        const [index, list] = argument as [number, unknown];
        return asList(this.resolve(list))[Number(index)];
      }
      default:
        throw new Error(`${name} is not known here`);
    }
  }

  private standIn(id: string): StandIn {
    const type = this.resources[id]?.Type;
    const standIn = STAND_INS[type];
    if (!standIn) {
      throw new Error(`nothing stands for ${id} of type ${type}`);
    }
    return standIn;
  }
}
