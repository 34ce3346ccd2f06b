import type { PolicyDocument } from '../policies/document';
import { documentsOf } from '../policies/places';
import type { TemplateResource } from '../templates/resource';
import type { World } from '../templates/scenario';
import type { TemplateSet } from '../templates/set';
import type { ResourceDeclaration, Template } from '../templates/template';
import { itemsOf, referredTo } from '../templates/values';
import type { Settings } from './setting-defaults';

/** What rules may know besides the resource that they judge. */
export class Facts {
  private readonly documents = new Map<ResourceDeclaration, readonly PolicyDocument[]>();
  private readonly computed = new Map<string, unknown>();
  private readonly referrers = new Map<string, ReadonlyMap<ResourceDeclaration, readonly TemplateResource[]>>();
  private readonly kept = new Map<string, unknown>();
  private byType?: ReadonlyMap<string, readonly ResourceDeclaration[]>;

  constructor(
    private readonly templates: TemplateSet,
    private readonly world: World,
    public readonly settings: Settings,
  ) {}

  /** All resources of a type in all stacks of the app, as far as they exist in this world. */
  public resources(type: string): readonly TemplateResource[] {
    this.byType ??= this.indexTypes();
    const declared = this.byType.get(type) ?? [];
    return declared.map((declaration) => this.world.resource(declaration)).filter(({ exists }) => exists);
  }

  /** The policy documents that a resource has in its properties. */
  public documentsOf(resource: TemplateResource): readonly PolicyDocument[] {
    return this.world.memo(this.documents, resource.declaration, () => documentsOf(resource));
  }

  /** The resources of a type that refer to a resource in a property, or in an item of it where it is a list. */
  public referrersOf(resource: TemplateResource, type: string, path: string): readonly TemplateResource[] {
    const index = this.world.memo(this.referrers, `${type} ${path}`, () => this.indexReferrers(type, path));
    return index.get(resource.declaration) ?? [];
  }

  /** All resources of a template, as far as they exist in this world. */
  public resourcesIn(template: Template): readonly TemplateResource[] {
    return [...template.declarations.values()]
      .map((declaration) => this.world.resource(declaration))
      .filter(({ exists }) => exists);
  }

  /** What many resources are judged by is computed once, and again where it differs between worlds. */
  public once<T>(key: string, compute: () => T): T {
    return this.world.memo(this.computed, key, compute) as T;
  }

  /** Computes something once, where it is the same in all worlds. The key must tell it from everything else. */
  public remembered<T>(key: string, compute: () => T): T {
    return this.world.memo(this.kept as Map<string, T>, key, compute);
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
        push(index, target.declaration, referrer);
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
