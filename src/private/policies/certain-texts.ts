import {
  DefaultTokenResolver,
  type IFragmentConcatenator,
  type IResolvable,
  type IResolveContext,
  Reference,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The items of a list that are certainly there once it is deployed, as texts by which they can be compared. An item that refers
 * to a resource of the app is the path of that resource, also in another stack.
 */
export function certainTexts(scope: IConstruct, values: readonly unknown[] | undefined): string[] {
  const items: unknown = Tokenization.resolve(values, { scope, resolver: new PathResolver(), preparing: false });
  return Array.isArray(items) ? items.filter(isCertain).map(textOf) : [];
}

/** Puts the path of a resource in the place of every reference to it. */
class PathResolver extends DefaultTokenResolver {
  constructor() {
    super(TEXTS);
  }

  public resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: Parameters<DefaultTokenResolver['resolveToken']>[2],
  ): unknown {
    const resolvable = Reference.isReference(token) && !isPseudo(token);
    return resolvable ? token.target.node.path : super.resolveToken(token, context, postProcessor);
  }
}

const TEXTS: IFragmentConcatenator = {
  join: (left: unknown, right: unknown) =>
    [left, right]
      .filter((part) => part !== undefined)
      .map(textOf)
      .join(''),
};

function isPseudo({ displayName }: Reference): boolean {
  return displayName.startsWith('AWS::');
}

/** `Fn::If` may come to nothing, and `AWS::NoValue` does. */
function isCertain(item: unknown): boolean {
  const text = textOf(item);
  return item !== undefined && item !== null && !text.startsWith('{"Fn::If"') && text !== '{"Ref":"AWS::NoValue"}';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
