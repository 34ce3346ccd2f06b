import * as ts from 'typescript';
import { everyNode, isRuntime, lineOf, nodesOf, placeOf, type Source, type SourceCheck } from './source';

const EXCUSE = /^.*\/\/ unanchored: \S.*$/;
const ANCHORED = /^\^.*(?<!\\)(\\\\)*\$$/s;
const REWRITING = ['split', 'replace', 'replaceAll', 'matchAll'];

/** Regular expressions that would accept a good value inside of a bad one. Those that only cut or rewrite text are free. */
export const unanchored: SourceCheck = (sources) =>
  sources.flatMap((file) =>
    nodesOf(file.ast)
      .filter((node) => isLoose(node) && !rewrites(node) && !scans(node) && !isExcused(file, node))
      .map((node) => `${placeOf(file, node)} ${node.getText()}`),
  );

function isLoose(node: ts.Node): boolean {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return !isAnchored(node.text.slice(1, end)) || node.text.slice(end).includes('m');
  }
  const built = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
  return built && !isAnchored(sourceOf(node.arguments?.[0]));
}

function sourceOf(argument: ts.Expression | undefined): string {
  return argument && (ts.isStringLiteralLike(argument) || ts.isTemplateExpression(argument))
    ? argument.getText().slice(1, -1)
    : '';
}

const NESTING: Readonly<Record<string, number>> = { '(': 1, ')': -1 };

/** `^a|b$` has both anchors and is anchored nowhere. */
function isAnchored(pattern: string): boolean {
  let depth = 0;
  const tokens = pattern.match(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gs) ?? [];
  const alternates = tokens.some((token) => {
    depth += NESTING[token] ?? 0;
    return token === '|' && depth === 0;
  });
  return ANCHORED.test(pattern) && !alternates;
}

function rewrites(node: ts.Node): boolean {
  const { parent } = node;
  const callee = ts.isCallExpression(parent) && parent.arguments[0] === node ? parent.expression : undefined;
  return callee !== undefined && ts.isPropertyAccessExpression(callee) && REWRITING.includes(callee.name.text);
}

/** With the flag `g` it walks through a text. Asked whether a text matches, it would answer by where it stopped before. */
function scans(node: ts.Node): boolean {
  if (!ts.isRegularExpressionLiteral(node) || !node.text.slice(node.text.lastIndexOf('/')).includes('g')) {
    return false;
  }
  const { parent } = node;
  const name = ts.isVariableDeclaration(parent) ? parent.name.getText() : node.text;
  const asked = ['test', 'exec'].map((method) => `${name}.${method}(`);
  return !asked.some((call) => node.getSourceFile().text.includes(call));
}

function isExcused(file: Source, node: ts.Node): boolean {
  const lines = file.ast.text.split('\n');
  const line = lineOf(file, node) - 1;
  return lines.slice(Math.max(line - 1, 0), line + 1).some((text) => EXCUSE.test(text));
}

/** Partitions other than `aws` exist. */
export const literalArns = everyNode((node) => {
  const text = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : '';
  return text.includes('arn:aws:') ? text : undefined;
});

const CLOCK = 'Date.now';
const IMPURE = [CLOCK, 'Math.random'];
const IMPURE_CALLS = /^(new Date|Date|randomUUID|crypto\.random[A-Za-z]+)$/;

/** Whatever makes output depend on time or chance. Only the adapters of handlers may have a clock; a date of a given time is pure. */
export const impurities = everyNode((node, file) => {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    return IMPURE.includes(name) && !(name === CLOCK && isAdapter(file)) ? name : undefined;
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = `${ts.isNewExpression(node) ? 'new ' : ''}${node.expression.getText()}`;
    if (name === 'new Date' && node.arguments?.length) {
      return undefined;
    }
    return IMPURE_CALLS.test(name) ? name : undefined;
  }
  return undefined;
});

function isAdapter({ path }: Source): boolean {
  return isRuntime(path) && /\.(lambda|browser)\.ts$/.test(path);
}

/** Flags and context of the consumer must not change what is secure. */
export const featureFlags = everyNode((node) => {
  if (ts.isIdentifier(node)) {
    return ['FeatureFlags', 'tryGetContext', 'getContext', 'getAllContext'].includes(node.text) ? node.text : undefined;
  }
  return ts.isStringLiteralLike(node) && node.text.startsWith('@aws-cdk/') ? node.text : undefined;
});

const CHANGING_METHODS = /^(add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

/**
 * Variables of modules and static fields that change: by assignment, as collections without a readonly type, or by what
 * their file does to them. Through them, one app or scenario would depend on those before it.
 */
export function lastingState(exceptions: readonly string[] = []): SourceCheck {
  return (sources) =>
    sources.flatMap((file) =>
      [...variablesOf(file), ...staticFieldsOf(file)]
        .filter((lasting) => !lasting.isConstant || isOpenCollection(lasting) || isChanged(lasting, file))
        .filter(({ node }) => !exceptions.includes(`${file.path} ${node.name.getText()}`))
        .map(({ node }) => `${placeOf(file, node)} ${node.name.getText()}`),
    );
}

interface Lasting {
  readonly node: ts.VariableDeclaration | ts.PropertyDeclaration;
  /** Whether nothing can be assigned to it. */
  readonly isConstant: boolean;
  /** How its file names it. */
  readonly names: readonly string[];
}

function variablesOf({ ast }: Source): Lasting[] {
  return ast.statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) => {
    const isConstant = (declarationList.flags & ts.NodeFlags.Const) !== 0;
    return declarationList.declarations.map((node) => ({ node, isConstant, names: [node.name.getText()] }));
  });
}

function staticFieldsOf({ ast }: Source): Lasting[] {
  const has = (node: ts.PropertyDeclaration, modifier: ts.SyntaxKind) =>
    node.modifiers?.some(({ kind }) => kind === modifier) ?? false;
  return nodesOf(ast)
    .filter(ts.isPropertyDeclaration)
    .filter((node) => has(node, ts.SyntaxKind.StaticKeyword))
    .map((node) => {
      const owners = ['this', ts.isClassLike(node.parent) ? node.parent.name?.text : undefined];
      const names = owners.map((owner) => `${owner}.${node.name.getText()}`);
      return { node, isConstant: has(node, ts.SyntaxKind.ReadonlyKeyword), names };
    });
}

function isOpenCollection({ node: { initializer, type } }: Lasting): boolean {
  const isCollection =
    initializer !== undefined &&
    ts.isNewExpression(initializer) &&
    /^(Weak)?(Map|Set)$/.test(initializer.expression.getText());
  return isCollection && !/^Readonly.*$/s.test(type?.getText() ?? '');
}

/** By a method, an assignment, a count or `delete`, at any depth. */
function isChanged({ names }: Lasting, { ast }: Source): boolean {
  return nodesOf(ast).some((node) => {
    if (ts.isCallExpression(node)) {
      const { expression: method } = node;
      return (
        ts.isPropertyAccessExpression(method) &&
        CHANGING_METHODS.test(method.name.text) &&
        isPartOf(method.expression, names)
      );
    }
    const changed = changedBy(node);
    return changed !== undefined && isMember(changed) && isPartOf(changed.expression, names);
  });
}

function changedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns ? node.left : undefined;
  }
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    return COUNTING.includes(node.operator) ? node.operand : undefined;
  }
  return ts.isDeleteExpression(node) ? node.expression : undefined;
}

const COUNTING: readonly ts.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];

function isMember(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function isPartOf(node: ts.Node, names: readonly string[]): boolean {
  return names.includes(node.getText()) || (isMember(node) && isPartOf(node.expression, names));
}

export const unfinished: SourceCheck = (sources) =>
  sources.flatMap(({ path, ast }) =>
    ast.text
      .split('\n')
      .flatMap((text, index) => (/\b(TODO|FIXME|XXX)\b/.test(text) ? [`${path}:${index + 1} ${text.trim()}`] : [])),
  );
