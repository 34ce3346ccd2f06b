import { conditionHolds } from './condition';
import { scopeOf } from './evaluation';
import type { Scenario } from './scenario';
import type { Scope } from './scope';
import type { TemplateSet } from './set';
import type { ResourceDeclaration, Template } from './template';
import { at, type TemplateValue } from './values';

/** A resource of a template as it is in one scenario. */
export class TemplateResource {
  private readonly scope: Scope;
  private readonly values = new Map<string, TemplateValue>();

  constructor(
    public readonly declaration: ResourceDeclaration,
    templates: TemplateSet,
    scenario: Scenario,
  ) {
    this.scope = scopeOf(declaration.template, templates, scenario);
  }

  /** Such as `AWS::SageMaker::Model`. */
  public get type(): string {
    return this.declaration.type;
  }

  public get logicalId(): string {
    return this.declaration.logicalId;
  }

  public get template(): Template {
    return this.declaration.template;
  }

  /** Whether its condition holds. */
  public get exists(): boolean {
    const { condition } = this.declaration;
    return condition === undefined || conditionHolds(condition, this.scope);
  }

  public get properties(): TemplateValue {
    return this.scope.evaluate(this.declaration.properties);
  }

  /** The value of a property, such as `NetworkConfig.EnableNetworkIsolation`. */
  public get(path: string): TemplateValue {
    return this.scope.scenario.memo(this.values, path, () => at(this.properties, path));
  }
}
