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

/** Where a stack is deployed. */
interface Place {
  readonly account: string;
  readonly region: string;
}

interface StandIn {
  ref(id: string, properties: Properties, place: Place): string;
  attributes?(id: string, properties: Properties, place: Place): Record<string, string>;
}

/** What a template does not say of its deployment. */
export interface DeploymentOptions {
  /** @default - the account and region of local access */
  readonly place?: Place;
  /** The ids that AWS gave to resources, by logical ids. @default - made-up ids */
  readonly ids?: Readonly<Record<string, string>>;
  /** The values that other stacks export, by name. @default - none */
  readonly imports?: (name: string) => unknown;
}

/** The id of the only stack. */
export const STACK_ID = stackIdIn(ENVIRONMENT, 'LocalAccess');

function stackIdIn({ account, region }: Place, stackName: string): string {
  return `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/5a3f0c1e-0000-4000-8000-000000000000`;
}

const arn = ({ account, region }: Place, service: string, resource: string) =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const byId: StandIn = { ref: (id) => id };
const named = (property: string) => (id: string, properties: Properties) => String(properties[property] ?? id);
const withArn = (
  service: string,
  prefix: string,
  nameOf: (id: string, properties: Properties) => string = (id) => id,
): StandIn => ({
  ref: nameOf,
  attributes: (id, properties, place) => ({ Arn: arn(place, service, `${prefix}${nameOf(id, properties)}`) }),
});
const poolId = (id: string, { region }: Place) => `${region}_${digest(id, 9)}`;
const domainId = (id: string) => `d-${digest(id, 12)}`;

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
    ref: (id, _, place) => poolId(id, place),
    attributes: (id, _, place) => ({ Arn: arn(place, 'cognito-idp', `userpool/${poolId(id, place)}`) }),
  },
  'AWS::DynamoDB::Table': withArn('dynamodb', 'table/', named('TableName')),
  'AWS::Events::Rule': withArn('events', 'rule/'),
  'AWS::EC2::VPCEndpoint': { ref: (id) => `vpce-0${digest(id, 16)}` },
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: (id, properties, { account }) => ({
      Arn: `arn:aws:iam::${account}:role/${properties.RoleName ?? id}`,
    }),
  },
  'AWS::KMS::Key': withArn('kms', 'key/'),
  'AWS::Lambda::Function': withArn('lambda', 'function:'),
  // Contents that differ make another version.
  'AWS::Lambda::LayerVersion': {
    ref: (id, { Content }, place) => arn(place, 'lambda', `layer:${id}:${(Content as Properties).S3Key}`),
  },
  'AWS::Logs::LogGroup': withArn('logs', 'log-group:', named('LogGroupName')),
  'AWS::SecretsManager::Secret': {
    ref: (id, _, place) => arn(place, 'secretsmanager', `secret:${id}-a1b2c3`),
  },
  'AWS::SageMaker::Domain': { ref: domainId },
};

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A resource of a template with its properties as they are once deployed. */
export interface Deployed {
  readonly id: string;
  readonly properties: Properties;
}

interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

function grouped(resources: Readonly<Record<string, Resource>>): Map<string, [id: string, Resource][]> {
  const types = new Map<string, [id: string, Resource][]>();
  for (const [id, resource] of Object.entries(resources)) {
    types.set(resource.Type, [...(types.get(resource.Type) ?? []), [id, resource]]);
  }
  return types;
}

/** A synthesized stack, as it would be in AWS. What it refers to has the same id in every deployment. */
export class Deployment {
  public readonly resources: Record<string, Resource>;
  public readonly outputs: readonly Output[];
  /** Inline policies that a function gave to roles, by the names of these. They outlive a deployment. */
  public inlinePolicies: ReadonlyMap<string, PolicyDocument> = new Map();

  /** Parts of the template, which does not change, with what they resolve to. */
  private readonly resolved = new WeakMap<object, unknown>();
  private readonly byType = new WeakMap<object, ReadonlyMap<string, readonly (readonly [id: string, Resource])[]>>();
  private readonly place: Place;
  private readonly pseudoParameters: Readonly<Record<string, string>>;

  constructor(
    /** The directory with template and assets. */
    private readonly output: string,
    stackName: string,
    private readonly options: DeploymentOptions = {},
  ) {
    this.place = options.place ?? ENVIRONMENT;
    this.pseudoParameters = {
      'AWS::AccountId': this.place.account,
      'AWS::Partition': 'aws',
      'AWS::Region': this.place.region,
      'AWS::StackId': stackIdIn(this.place, stackName),
      'AWS::URLSuffix': 'amazonaws.com',
    };
    const { Resources, Outputs = {} } = JSON.parse(readFileSync(join(output, `${stackName}.template.json`), 'utf-8'));
    this.resources = Resources;
    this.outputs = Object.values(Outputs);
  }

  /** The resources of a type, with those properties resolved that are looked at. */
  public ofType(type: string, ...names: readonly string[]): Deployed[] {
    const types = this.byType.get(this.resources) ?? grouped(this.resources);
    this.byType.set(this.resources, types);
    return (types.get(type) ?? []).map(([id, { Properties: all = {} }]) => {
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
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const known = this.resolved.get(value) ?? this.resolvePart(value);
    this.resolved.set(value, known);
    return known;
  }

  private resolvePart(value: object): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item));
    }
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    const isFunction = others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
    return isFunction
      ? this.intrinsic(name, argument)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item)]));
  }

  public refOf(id: string): string {
    const { Properties: properties = {} } = this.resources[id];
    return this.options.ids?.[id] ?? this.standIn(id).ref(id, properties, this.place);
  }

  public attributeOf(id: string, name: string): string {
    const { Properties: properties = {} } = this.resources[id];
    const value = this.standIn(id).attributes?.(id, properties, this.place)[name];
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
    const inline = this.inlinePolicies.get(this.refOf(roleId));
    return [
      ...policies.map(({ Properties }) => this.resolve(Properties?.PolicyDocument) as PolicyDocument),
      ...(inline ? [inline] : []),
    ];
  }

  /** The id and the policy of the endpoint of a service, such as `sagemaker.api`. */
  public endpoint(service: string): { readonly id: string; readonly policy: PolicyDocument } {
    const id = this.endpointOf(service);
    const policy = this.resolve(this.resources[id].Properties?.PolicyDocument) as PolicyDocument;
    return { id: this.refOf(id), policy };
  }

  /** The logical id of the endpoint of a service. */
  public endpointOf(service: string): string {
    const { region } = this.place;
    const names = [`com.amazonaws.${region}.${service}`, `aws.sagemaker.${region}.${service}`];
    const all = this.ofType('AWS::EC2::VPCEndpoint', 'ServiceName');
    const found = all.find(({ properties }) => names.includes(String(properties.ServiceName)));
    if (!found) {
      throw new Error(`there is no endpoint of ${service}`);
    }
    return found.id;
  }

  /** What other stacks import by a name; undefined if this one does not export it. */
  public exported(name: string): unknown {
    const output = this.outputs.find(({ Export }) => Export?.Name === name);
    return output && this.resolve(output.Value);
  }

  /** The account that the stack is in. */
  public get account(): string {
    return this.place.account;
  }

  /** Where the files of an asset are that a bucket and a key stand for. */
  public assetFolder({ S3Key }: { readonly S3Key?: unknown }): string {
    return join(this.output, `asset.${String(S3Key).replace(/\.zip$/, '')}`);
  }

  private intrinsic(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.pseudoParameters[String(argument)] ?? this.refOf(String(argument));
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
      case 'Fn::ImportValue':
        return this.imported(String(argument));
      default:
        throw new Error(`${name} is not known here`);
    }
  }

  private imported(name: string): unknown {
    const value = this.options.imports?.(name);
    if (value === undefined) {
      throw new Error(`nothing stands for what is imported as ${name}`);
    }
    return value;
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
