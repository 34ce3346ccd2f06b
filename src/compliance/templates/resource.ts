import { conditionHolds } from './condition';
import { evaluate, type Scope } from './evaluation';
import type { World } from './scenario';
import type { ResourceDeclaration, Template } from './template';
import { at, type Value } from './values';

/** A resource of a template as it is in one world. */
export class TemplateResource {
  private readonly scope: Scope;
  private readonly values = new Map<string, Value>();

  constructor(
    public readonly declaration: ResourceDeclaration,
    world: World,
  ) {
    this.scope = { template: declaration.template, world };
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

  public get properties(): Value {
    return evaluate(this.declaration.properties, this.scope);
  }

  /** The value of a property, such as `NetworkConfig.EnableNetworkIsolation`. */
  public get(path: string): Value {
    return this.scope.world.memo(this.values, path, () => at(this.properties, path));
  }
}
