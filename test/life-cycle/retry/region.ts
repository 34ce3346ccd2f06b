import type { Resource as FlatResource, Resources as FlatResources } from '../baseline/flat';
import { referencesIn } from '../baseline/recorded';
import { UNIQUE_PROPERTIES } from './unique-properties';

/** `DependsOn` has the ids of the template that the resource is in. */
type Resource = FlatResource & { readonly DependsOn?: string | readonly string[] };
type Resources = Readonly<Record<string, Resource>>;

/** What an account has in a region. */
interface Existing {
  readonly id: string;
  readonly resource: Resource;
  /** What only one resource can have. Undefined if AWS generates it. */
  readonly name?: string;
}

/** What is left when the creation of a stack has failed. */
export interface Rollback {
  readonly failed: string;
  /** Resources that the rollback keeps. */
  readonly kept: readonly string[];
  /** Resources that cannot be deleted, so that the rollback fails. */
  readonly blocked: readonly string[];
  /** Resources whose names are taken when the stack is created again. */
  readonly collisions: readonly string[];
}

/**
 * A small model of CloudFormation: the creation of a stack that fails at a resource, its rollback, and another creation with
 * another stack id. The resource that fails exists by then, as one does that never becomes stable.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function rollbacksOf(resources: FlatResources): Rollback[] {
  const order = creationOrder(resources);
  const [first, second] = ['1a1a1a1a', '2b2b2b2b'].map((guid) => order.map((id) => created(id, resources, guid)));
  return order.map((failed, index) => {
    const { kept, blocked } = rolledBack(first.slice(0, index + 1));
    const taken = new Set(kept.map(({ name }) => name).filter((name) => name !== undefined));
    return {
      failed,
      kept: idsOf(kept),
      blocked: idsOf(blocked),
      collisions: idsOf(second.filter(({ name }) => name !== undefined && taken.has(name))),
    };
  });
}

function idsOf(resources: readonly Existing[]): string[] {
  return resources.map(({ id }) => id);
}

/** Resources come after what they refer to and depend on; those of a nested stack also after what that depends on. */
function creationOrder(resources: Resources): string[] {
  const order = new Set<string>();
  const add = (id: string) => {
    if (!order.has(id)) {
      dependenciesOf(id, resources).forEach(add);
      order.add(id);
    }
  };
  Object.keys(resources).forEach(add);
  return [...order];
}

function dependenciesOf(id: string, resources: Resources): string[] {
  const { Properties, DependsOn = [] } = resources[id];
  const home = id.slice(0, id.lastIndexOf('/') + 1);
  const named = [DependsOn].flat().map((other) => home + other);
  const inherited = resources[home.slice(0, -1)] ? dependenciesOf(home.slice(0, -1), resources) : [];
  return [...referencesIn(Properties), ...named, ...inherited].filter((other) => other in resources && other !== id);
}

function created(id: string, resources: Resources, guid: string): Existing {
  const resource = resources[id];
  const values = new Values(resources, guid);
  const names = UNIQUE_PROPERTIES[resource.Type]?.map((property) => values.of(resource.Properties?.[property]));
  const isNamed = names?.every((name) => name !== undefined);
  return { id, resource, name: isNamed ? [resource.Type, ...names!].join(' ') : undefined };
}

/** The values of properties when the stack has an id. */
class Values {
  constructor(
    private readonly resources: Resources,
    private readonly guid: string,
  ) {}

  public of(value: unknown): string | undefined {
    if (typeof value !== 'object' || value === null) {
      return value === undefined ? undefined : String(value);
    }
    const [[intrinsic, argument]] = Object.entries(value);
    switch (intrinsic) {
      case 'Ref':
        return this.referred(argument);
      case 'Fn::GetAtt':
        return `${this.referred(argument[0])}.${argument[1]}`;
      case 'Fn::Join':
        return (argument[1] as unknown[]).map((part) => this.of(part)).join(argument[0]);
      case 'Fn::Select':
        return this.list(argument[1])[Number(argument[0])];
      case 'Fn::ImportValue':
        return this.of(argument);
      default:
        throw new Error(`the model does not evaluate ${intrinsic}`);
    }
  }

  private list(value: unknown): (string | undefined)[] {
    const { 'Fn::Split': [separator, text] = [] } = value as { readonly 'Fn::Split'?: readonly [string, unknown] };
    return separator === undefined
      ? (value as unknown[]).map((item) => this.of(item))
      : this.of(text)!.split(separator);
  }

  /** AWS gives every resource another id each time. Those of another stack, and other pseudo parameters, stay. */
  private referred(id: string): string {
    if (id === 'AWS::StackId') {
      return `arn:aws:cloudformation:us-west-2:111122223333:stack/stack/${this.guid}-0000-0000-0000-000000000000`;
    }
    return id in this.resources ? `${id}#${this.guid}` : id;
  }
}

/** In the reverse order of creation. */
function rolledBack(existing: readonly Existing[]): { kept: Existing[]; blocked: Existing[] } {
  const kept: Existing[] = [];
  const blocked: Existing[] = [];
  const network = new Network();
  for (const one of [...existing].reverse()) {
    if (one.resource.DeletionPolicy === 'Retain') {
      kept.push(one);
    } else if (isProtected(one.resource) || network.keeps(one)) {
      kept.push(one);
      blocked.push(one);
    } else {
      network.remove(one.resource);
    }
  }
  return { kept, blocked };
}

function isProtected({ Type, Properties }: Resource): boolean {
  return Type === 'AWS::DynamoDB::Table' && Properties?.DeletionProtectionEnabled === true;
}

/**
 * What SageMaker creates beside a domain and keeps when CloudFormation deletes the domain: a file system with a mount target in
 * each subnet, and security groups in the VPC.
 */
class Network {
  private readonly inUse = new Set<string>();
  private isCleanedUp = false;

  public remove({ Type, Properties = {} }: Resource): void {
    this.isCleanedUp ||= Type === 'Custom::StudioDomainCleanup' && Properties.HomeFileSystem === 'Delete';
    if (Type === 'AWS::SageMaker::Domain' && !this.isCleanedUp) {
      const used = [Properties.VpcId, Properties.SubnetIds].flatMap(referencesIn);
      used.forEach((id) => void this.inUse.add(id));
    }
  }

  public keeps({ id }: Existing): boolean {
    return this.inUse.has(id);
  }
}
