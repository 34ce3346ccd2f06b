import { CfnElement, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type ResourceDeclaration, TEMPLATE_TYPE } from '../templates/template';

/** Finds the constructs that resources of templates come from, whether or not templates say so in their metadata. */
export class Constructs {
  /** Every construct of the app, none where its tree is not known. */
  public readonly all: readonly IConstruct[];
  private readonly byPath: ReadonlyMap<string, IConstruct>;
  private readonly byLogicalId = new Map<Stack, ReadonlyMap<string, IConstruct>>();

  constructor(root?: IConstruct) {
    this.all = root?.node.findAll() ?? [];
    this.byPath = new Map(this.all.map((construct) => [construct.node.path, construct]));
  }

  /** The construct of a resource, or the nearest one above it that is known. */
  public of({ template, logicalId, constructPath, type }: ResourceDeclaration): IConstruct | undefined {
    const stack = this.byPath.get(template.source.stackPath ?? '');
    if (!Stack.isStack(stack) || type === TEMPLATE_TYPE) {
      return stack;
    }
    return this.elementsOf(stack).get(logicalId) ?? this.byPath.get(constructPath ?? '') ?? stack;
  }

  /** The path of the construct of a resource, as far as anything tells it. */
  public pathOf(resource: ResourceDeclaration): string | undefined {
    return this.of(resource)?.node.path ?? resource.constructPath;
  }

  private elementsOf(stack: Stack): ReadonlyMap<string, IConstruct> {
    let elements = this.byLogicalId.get(stack);
    if (!elements) {
      const own = stack.node
        .findAll()
        .filter(
          (construct): construct is CfnElement => CfnElement.isCfnElement(construct) && construct.stack === stack,
        );
      elements = new Map(own.map((element) => [stack.resolve(element.logicalId), element]));
      this.byLogicalId.set(stack, elements);
    }
    return elements;
  }
}
