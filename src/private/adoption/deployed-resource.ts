import { readFileSync } from 'node:fs';
import { type CfnResource, type Size, Stack, Token } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { check, type Fault, SecureSageMakerError } from '../errors';
import { isUnknown } from '../life-cycle/unknown';
import { valueAt } from '../rendered';
import { knownGibibytes } from '../units';
import { CREATE_ONLY } from './create-only';
import { describedResource } from './descriptions';
import { mergedProperties } from './merge';

type Properties = Readonly<Record<string, unknown>>;

const LOGICAL_ID = /^[A-Za-z0-9]+$/;

/** A resource as it is deployed: what a template or a Describe operation says of it. */
export class DeployedResource {
  public static fromTemplateFile(path: string, logicalId: string): DeployedResource {
    const { Type: type, Properties: properties = {} } = resourceIn(path, logicalId);
    return new DeployedResource(logicalId, String(type), withoutNoValues(properties as Properties));
  }

  public static fromDescriptionFile(path: string, logicalId: string): DeployedResource {
    const described = describedResource(jsonIn(path) ?? {});
    const expected =
      'the JSON output of a Describe operation of SageMaker, such as `aws sagemaker describe-notebook-instance`';
    SecureSageMakerError.throwIfAny(undefined, [
      ...check(described !== undefined, 'InvalidDeployedState', `${path} must have ${expected}, got something else`),
      ...check(
        LOGICAL_ID.test(logicalId),
        'InvalidDeployedState',
        `logicalId must have letters and digits only, got '${logicalId}'`,
      ),
    ]);
    return new DeployedResource(logicalId, described!.type, described!.properties);
  }

  private constructor(
    public readonly logicalId: string,
    public readonly type: string,
    private readonly properties: Properties,
  ) {}

  /** The deployed value at a path such as `SpaceSettings.AppType`; undefined where there is none. */
  public value(path: string): unknown {
    return valueAt(this.properties, path);
  }

  public has(path: string): boolean {
    return this.value(path) !== undefined;
  }

  /** The deployed text, as a token where an intrinsic function stands for it. */
  public text(path: string): string | undefined {
    const value = this.value(path);
    return value === undefined || typeof value === 'string' ? value : Token.asString(value);
  }

  /** The deployed number, as a token where an intrinsic function stands for it. Numbers may be written as text. */
  public number(path: string): number | undefined {
    const value = this.value(path);
    if (value === undefined) {
      return undefined;
    }
    const number = Number(value);
    return Number.isFinite(number) ? number : Token.asNumber(value);
  }

  /** The items of a list; undefined where there is none, or one that an intrinsic function stands for. */
  public texts(path: string): string[] | undefined {
    const value = this.value(path);
    return Array.isArray(value)
      ? value.map((item) => (typeof item === 'string' ? item : Token.asString(item)))
      : undefined;
  }

  /** A list of texts, as a token where an intrinsic function stands for it. */
  public list(path: string): string[] | undefined {
    return this.has(path) ? (this.texts(path) ?? Token.asList(this.value(path))) : undefined;
  }

  /** The faults of a state that belongs to another resource type, and of props that would replace the resource. */
  public faults(type: string, props: object, replacing: readonly string[]): Fault[] {
    const given = replacing.filter((prop) => (props as Properties)[prop] !== undefined);
    return [
      ...check(
        this.type === type,
        'InvalidDeployedState',
        `deployedState must be of a resource of type ${type}, got ${this.logicalId} of type ${this.type}`,
      ),
      ...given.map(
        (prop): Fault => ({
          code: 'ConflictingProps',
          message: `${prop} must be left out with deployedState, which keeps what is deployed: changing it would replace ${this.logicalId}. Remove ${prop}, or remove deployedState to replace the resource`,
        }),
      ),
    ];
  }

  /** The fault of a value that is given for use in the app, and known to be another than the deployed one. */
  public differenceFaults(prop: string, given: unknown, path: string): Fault[] {
    const kept = this.value(path);
    const [one, other] = [kept, given].map(comparable);
    const differs =
      given !== undefined && (kept === undefined || (one !== undefined && other !== undefined && one !== other));
    const message = `${prop} must be the deployed one with deployedState, which has ${JSON.stringify(kept) ?? 'none'} as ${path}, got ${other}: leave it out`;
    return check(!differs, 'ConflictingProps', message);
  }

  /** The fault of a volume that would be smaller than the deployed one, which SageMaker refuses only during the update. */
  public shrinkingFaults(volumeSize: Size | undefined, path: string): Fault[] {
    const size = knownGibibytes(volumeSize);
    const kept = Number(this.value(path));
    const shrinks = size !== undefined && Number.isFinite(kept) && size < kept;
    const message = `volumeSize must be at least the deployed ${kept} GiB, got ${size} GiB: a volume can only grow`;
    return check(!shrinks, 'InvalidVolumeSize', message);
  }

  /**
   * Gives a resource the logical id and the create-only properties that are deployed, also where one is absent. All other
   * properties are kept as long as the construct renders nothing for them.
   */
  public keepIn(resource: CfnResource): void {
    resource.overrideLogicalId(this.logicalId);
    const createOnly = CREATE_ONLY[this.type];
    const rendering = resource as unknown as { renderProperties(props: Properties): Properties };
    const render = rendering.renderProperties.bind(resource);
    rendering.renderProperties = (props) => {
      const merged = mergedProperties(this.properties, render(props));
      for (const name of createOnly) {
        merged[name] = this.properties[name];
      }
      return merged;
    };
  }

  /** The create-only properties that are kept, for a message. */
  public get keptNames(): string {
    return CREATE_ONLY[this.type].map((name) => (this.has(name) ? name : `${name} (not set)`)).join(', ');
  }
}

/** As a text, if it is known. The order of a list means nothing. */
function comparable(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string' && !isUnknown(item))
      ? [...value].sort().join(', ')
      : undefined;
  }
  return typeof value === 'string' && !isUnknown(value) ? value : undefined;
}

function resourceIn(path: string, logicalId: string): Properties {
  const template = jsonIn(path);
  const resource = template ? templateResource(template, logicalId) : includedResource(path, logicalId);
  const message = `logicalId must be that of a resource in the template ${path}, got '${logicalId}'`;
  SecureSageMakerError.throwIfAny(undefined, check(resource !== undefined, 'InvalidDeployedState', message));
  return resource!;
}

function templateResource(template: Properties, logicalId: string): Properties | undefined {
  return (template.Resources as Record<string, Properties> | undefined)?.[logicalId];
}

/** A template in YAML, with the short forms of intrinsic functions. */
function includedResource(templateFile: string, logicalId: string): Properties | undefined {
  const stack = new Stack();
  const include = new CfnInclude(stack, 'Template', { templateFile, allowCyclicalReferences: true });
  const names = include.node.findAll().map(({ node }) => node.id);
  return names.includes(logicalId)
    ? templateResource(stack.resolve(include.getResource(logicalId)._toCloudFormation()), logicalId)
    : undefined;
}

/** The content of a file, unless it is not JSON. */
function jsonIn(path: string): Properties | undefined {
  const text = readFileSync(path, 'utf-8');
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A property that is set to `AWS::NoValue` is not set. */
function withoutNoValues(properties: Properties): Properties {
  const set = Object.entries(properties).filter(([, value]) => (value as Properties | null)?.Ref !== 'AWS::NoValue');
  return Object.fromEntries(set);
}
