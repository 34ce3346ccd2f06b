import { type Json, objectOf } from './json';
import { type ResourceDeclaration, Template, type TemplateSource } from './template';

/** An export that another stack can import. */
export interface Export {
  readonly template: Template;
  readonly value: unknown;
}

/** All templates of an app that may refer to one another. */
export class TemplateSet {
  public readonly templates: readonly Template[];
  private readonly nested = new Map<string, Template>();
  private readonly byName: ReadonlyMap<string, Template>;
  private exports?: Map<string, Export[]>;
  private written?: Map<string, Export[]>;

  constructor(sources: readonly TemplateSource[]) {
    this.templates = sources.map((source) => new Template(source));
    this.byName = new Map(this.templates.map((template) => [template.name, template]));
    for (const template of this.templates) {
      const { parent } = template.source;
      if (parent) {
        this.nested.set(nestedKey(parent), template);
      }
    }
  }

  /** The templates that are to be judged. */
  public get judged(): readonly Template[] {
    return this.templates.filter(({ source }) => !source.onlyReferred);
  }

  /** The template of a nested stack. */
  public childOf(declaration: ResourceDeclaration): Template | undefined {
    return this.nested.get(nestedKey({ name: declaration.template.name, logicalId: declaration.logicalId }));
  }

  /** The resource that nests a template. */
  public parentOf(template: Template): ResourceDeclaration | undefined {
    const { parent } = template.source;
    return parent && this.byName.get(parent.name)?.declarations.get(parent.logicalId);
  }

  /** What a name imports: exports of the same environment. More than one where environments are not known to differ. */
  public exportsNamed(name: string, importer: Template): readonly Export[] {
    this.exports ??= this.collectExports();
    return (this.exports.get(name) ?? []).filter(({ template }) => mayShareEnvironment(template, importer));
  }

  /** What CDK writes to Parameter Store for stacks of other regions. */
  public writtenAs(name: string): readonly Export[] {
    this.written ??= this.collectWritten();
    return this.written.get(name) ?? [];
  }

  private collectWritten(): Map<string, Export[]> {
    const written = new Map<string, Export[]>();
    for (const template of this.templates) {
      const writers = [...template.declarations.values()].filter(
        ({ type }) => type === 'Custom::CrossRegionExportWriter',
      );
      for (const [name, value] of writers.flatMap(({ properties }) => Object.entries(writtenBy(properties)))) {
        written.set(name, [...(written.get(name) ?? []), { template, value }]);
      }
    }
    return written;
  }

  private collectExports(): Map<string, Export[]> {
    const exports = new Map<string, Export[]>();
    for (const template of this.templates) {
      for (const output of Object.values(template.section('Outputs')).map(objectOf)) {
        const name = objectOf(output.Export).Name;
        if (typeof name === 'string') {
          exports.set(name, [...(exports.get(name) ?? []), { template, value: output.Value }]);
        }
      }
    }
    return exports;
  }
}

function writtenBy(properties: unknown): Json {
  return objectOf(objectOf(objectOf(properties).WriterProps).exports);
}

function nestedKey({ name, logicalId }: { readonly name: string; readonly logicalId: string }): string {
  return `${name}\n${logicalId}`;
}

function mayShareEnvironment(one: Template, other: Template): boolean {
  const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
  return !differ(one.account, other.account) && !differ(one.region, other.region);
}
