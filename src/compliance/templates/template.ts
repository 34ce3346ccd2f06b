import { RegionInfo } from 'aws-cdk-lib/region-info';
import { isObject, type Json, objectOf, own } from './json';

/** Where a template comes from. */
export interface TemplateSource {
  /** Tells it from others: the path of its file. */
  readonly name: string;
  /** Its content; may throw. */
  read(): unknown;
  /** The construct path of its stack. */
  readonly stackPath?: string;
  /** The name of its stack, where it is known. */
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  /** For the template of a nested stack: who nests it. */
  readonly parent?: { readonly name: string; readonly logicalId: string };
  /** True where it is there for what others refer to, and is judged elsewhere. */
  readonly onlyReferred?: boolean;
  /** True while the CLI has yet to look up values of the app, so that the template can have placeholders for them. */
  readonly hasPendingLookups?: boolean;
}

/** The type under which what is wrong with a template as a whole is judged. */
export const TEMPLATE_TYPE = 'Template';

/** A resource as a template has it, whatever the scenario. */
export interface ResourceDeclaration {
  readonly template: Template;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: unknown;
  readonly condition?: string;
  /** The path that CDK leaves in the metadata, where it does. */
  readonly constructPath?: string;
}

/** A template of an app, read when something of it is asked for. */
export class Template {
  /** Stands for the template itself where a rule judges it. */
  public readonly self: ResourceDeclaration = { template: this, logicalId: '', type: TEMPLATE_TYPE, properties: {} };
  private content?: {
    readonly json: Json;
    readonly faults: string[];
    readonly declarations: Map<string, ResourceDeclaration>;
  };

  constructor(public readonly source: TemplateSource) {}

  public get name(): string {
    return this.source.name;
  }

  /** The account, where the environment of the stack says it. */
  public get account(): string | undefined {
    return this.source.account;
  }

  /** The region, where the environment of the stack says it. */
  public get region(): string | undefined {
    return this.source.region;
  }

  /** What could not be read, or is only made when the template is deployed. */
  public get faults(): readonly string[] {
    return this.loaded().faults;
  }

  public get declarations(): ReadonlyMap<string, ResourceDeclaration> {
    return this.loaded().declarations;
  }

  /** A section such as `Parameters`, empty where there is none. */
  public section(name: string): Json {
    return objectOf(this.loaded().json[name]);
  }

  /** An entry of a section, undefined where there is none. */
  public entry(section: string, name: string): unknown {
    return own(this.section(section), name);
  }

  /** The value of a pseudo parameter such as `AWS::Region`, where the environment of the stack says it. */
  public pseudo(name: string): string | undefined {
    switch (name) {
      case 'AWS::AccountId':
        return this.account;
      case 'AWS::Region':
        return this.region;
      case 'AWS::Partition':
        return this.region && RegionInfo.get(this.region).partition;
      case 'AWS::URLSuffix':
        return this.region && RegionInfo.get(this.region).domainSuffix;
      default:
        return undefined;
    }
  }

  private loaded() {
    if (!this.content) {
      const faults: string[] = [];
      const json = this.read(faults);
      this.content = { json, faults, declarations: this.declare(json, faults) };
    }
    return this.content;
  }

  private read(faults: string[]): Json {
    try {
      const json = this.source.read();
      if (isObject(json)) {
        faults.push(...macrosOf(json).map((name) => `the template is transformed by ${name} when it is deployed`));
        return json;
      }
      faults.push('the template is not an object');
    } catch (error) {
      faults.push(`the template cannot be read: ${error instanceof Error ? error.message : error}`);
    }
    return {};
  }

  private declare(json: Json, faults: string[]): Map<string, ResourceDeclaration> {
    const declarations = new Map<string, ResourceDeclaration>();
    for (const [logicalId, body] of Object.entries(objectOf(json.Resources))) {
      if (isObject(body) && typeof body.Type === 'string') {
        declarations.set(logicalId, this.declaration(logicalId, body.Type, body));
      } else {
        faults.push(`the resources of ${logicalId} cannot be read`);
      }
    }
    return declarations;
  }

  private declaration(logicalId: string, type: string, body: Json): ResourceDeclaration {
    const path = objectOf(body.Metadata)['aws:cdk:path'];
    return {
      template: this,
      logicalId,
      type,
      properties: body.Properties ?? {},
      condition: typeof body.Condition === 'string' ? body.Condition : undefined,
      constructPath: typeof path === 'string' ? path : undefined,
    };
  }
}

/** Language extensions change nothing but what can be seen to use them. */
function macrosOf({ Transform: transforms }: Json): string[] {
  const names = [transforms ?? []]
    .flat()
    .map((macro) => (typeof macro === 'string' ? macro : String(objectOf(macro).Name)));
  return names.filter((name) => name !== 'AWS::LanguageExtensions');
}
