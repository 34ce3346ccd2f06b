import type { PolicyDocument } from '../policies/document';
import { type LintedDocument, lintedDocument } from '../policies/lint/document';
import { documentsOf } from '../policies/places';
import { TemplateResource } from '../templates/resource';
import type { Scenario } from '../templates/scenario';
import type { TemplateSet } from '../templates/set';
import type { ResourceDeclaration, Template } from '../templates/template';
import { itemsOf, referredTo, type TemplateValue } from '../templates/values';
import type { Settings } from './setting-defaults';

/** What rules may know besides the resource that they judge. */
export class RuleContext {
  private readonly resourcesByDeclaration = new Map<ResourceDeclaration, TemplateResource>();
  private readonly documents = new Map<ResourceDeclaration, readonly PolicyDocument[]>();
  private readonly linted = new WeakMap<PolicyDocument, LintedDocument>();
  private readonly remembered = new Map<string, unknown>();
  private byType?: ReadonlyMap<string, readonly ResourceDeclaration[]>;

  constructor(
    private readonly templates: TemplateSet,
    private readonly scenario: Scenario,
    public readonly settings: Settings,
  ) {}

  /** A resource as it is in this scenario. */
  public resource(declaration: ResourceDeclaration): TemplateResource {
    let resource = this.resourcesByDeclaration.get(declaration);
    if (!resource) {
      resource = new TemplateResource(declaration, this.templates, this.scenario);
      this.resourcesByDeclaration.set(declaration, resource);
    }
    return resource;
  }

  /** The resource of a type, or of any, that a value refers to; undefined for anything else. */
  public referredTo(value: TemplateValue, type?: string): TemplateResource | undefined {
    const declaration = referredTo(value);
    return declaration && (type === undefined || declaration.type === type) ? this.resource(declaration) : undefined;
  }

  /** All resources of a type in all stacks of the app, as far as they exist in this scenario. */
  public resources(type: string): readonly TemplateResource[] {
    this.byType ??= this.indexTypes();
    return this.existing(this.byType.get(type) ?? []);
  }

  /** All resources of a template, as far as they exist in this scenario. */
  public resourcesIn(template: Template): readonly TemplateResource[] {
    return this.existing([...template.declarations.values()]);
  }

  /** The resources of a type that refer to a resource in a property, or in an item of it where it is a list. */
  public referrersOf(resource: TemplateResource, type: string, path: string): readonly TemplateResource[] {
    const index = this.remember(`referrers by ${path} of ${type}`, () => this.indexReferrers(type, path));
    return index.get(resource.declaration) ?? [];
  }

  /** The policy documents that a resource has in its properties. */
  public documentsOf(resource: TemplateResource): readonly PolicyDocument[] {
    return this.scenario.memo(this.documents, resource.declaration, () => documentsOf(resource));
  }

  /** A policy document with what the catalogue says of its statements, which all rules look at. */
  public lint(document: PolicyDocument): LintedDocument {
    let linted = this.linted.get(document);
    if (!linted) {
      linted = lintedDocument(document);
      this.linted.set(document, linted);
    }
    return linted;
  }

  /**
   * What many resources are judged by is computed once, and again where it differs between scenarios. The key must tell it
   * from everything else.
   */
  public remember<T>(key: string, compute: () => T): T {
    return this.scenario.memo(this.remembered as Map<string, T>, key, compute);
  }

  private existing(declarations: readonly ResourceDeclaration[]): readonly TemplateResource[] {
    return declarations.map((declaration) => this.resource(declaration)).filter(({ exists }) => exists);
  }

  private indexTypes(): ReadonlyMap<string, readonly ResourceDeclaration[]> {
    const index = new Map<string, ResourceDeclaration[]>();
    for (const declaration of this.templates.templates.flatMap(({ declarations }) => [...declarations.values()])) {
      push(index, declaration.type, declaration);
    }
    return index;
  }

  private indexReferrers(type: string, path: string): ReadonlyMap<ResourceDeclaration, readonly TemplateResource[]> {
    const index = new Map<ResourceDeclaration, TemplateResource[]>();
    for (const referrer of this.resources(type)) {
      for (const target of itemsOf(referrer.get(path)).flatMap((item) => referredTo(item) ?? [])) {
        push(index, target, referrer);
      }
    }
    return index;
  }
}

function push<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const values = index.get(key);
  if (values) {
    values.push(value);
  } else {
    index.set(key, [value]);
  }
}
