import * as ts from 'typescript';
import { nodesOf, placeOf, publicFiles, type Source, type SourceCheck } from './source';

type ClassMember = ts.ClassElement | ts.TypeElement;
type Declaration = (ts.ClassDeclaration | ts.InterfaceDeclaration) & { readonly file: Source };

/** Classes and interfaces of public files, and those that hand their members down to them from anywhere. */
function publicDeclarations(sources: readonly Source[]): Declaration[] {
  const everything = sources.flatMap(declarationsOf);
  const open = publicFiles(sources).flatMap(declarationsOf);
  const reached = new Map<string, Declaration>();
  for (let next = open.pop(); next; next = open.pop()) {
    const key = placeOf(next.file, next);
    if (!reached.has(key)) {
      reached.set(key, next);
      const bases = basesOf(next);
      open.push(...everything.filter(({ name }) => name && bases.includes(name.text)));
    }
  }
  return [...reached.values()];
}

function declarationsOf(file: Source): Declaration[] {
  return file.ast.statements
    .filter((statement) => ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    .filter((statement) => ts.isClassDeclaration(statement) || isExported(statement))
    .map((statement) => Object.assign(statement, { file }));
}

/** Those of this library: a class of CDK may have the same name as one of ours. */
function basesOf({ file, heritageClauses }: Declaration): string[] {
  const names = (heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
  return names.filter((name) => !foreignImports(file).has(name));
}

function foreignImports({ ast }: Source): Set<string> {
  const foreign = ast.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => !moduleSpecifier.getText().slice(1).startsWith('.'));
  return new Set(
    foreign.flatMap((statement) => nodesOf(statement).filter(ts.isImportSpecifier)).map(({ name }) => name.text),
  );
}

function isExported(statement: ts.InterfaceDeclaration): boolean {
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function publicMembers(declaration: Declaration): ClassMember[] {
  return [...declaration.members].filter(isPublic);
}

function isPublic(member: ClassMember): boolean {
  const name = member.name?.getText() ?? '';
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const hidden = modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) || /^[_#]/.test(name);
  return !hidden && !ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'internal');
}

/** Runs a check of single members over what users reach from the barrels. */
function everyMember(find: (member: ClassMember, sources: readonly Source[]) => readonly ts.Node[]): SourceCheck {
  return (sources) =>
    publicDeclarations(sources).flatMap((declaration) =>
      publicMembers(declaration).flatMap((member) =>
        find(member, sources).map((node) => `${placeOf(declaration.file, node)} ${node.getText()}`),
      ),
    );
}

/** The types that a member declares: of itself, its parameters and what it returns, but nothing in its body. */
function declaredTypes(member: ClassMember): ts.Node[] {
  const typed = ts.isFunctionLike(member)
    ? [...member.parameters, member]
    : [member as ts.PropertyDeclaration | ts.PropertySignature];
  return typed.flatMap(({ type }) => (type ? [type] : []));
}

/** Methods that return `this` cannot be told from others in the assembly. */
export const returningThis: SourceCheck = everyMember((member) => {
  if (!ts.isMethodDeclaration(member) && !ts.isMethodSignature(member)) {
    return [];
  }
  const declared = member.type ? nodesOf(member.type).filter(ts.isThisTypeNode) : [];
  const body = ts.isMethodDeclaration(member) && member.body ? ownNodes(member.body) : [];
  return [
    ...declared,
    ...body.filter((node) => ts.isReturnStatement(node) && node.expression && isThis(node.expression)),
  ];
});

function isThis(expression: ts.Expression): boolean {
  const inner =
    ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression) ? expression.expression : undefined;
  return inner ? isThis(inner) : expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** Without the bodies of functions inside, whose `return` is their own. */
function ownNodes(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap((child) => (ts.isFunctionLike(child) ? [] : ownNodes(child)))];
}

/** Literal types, unions and `any`, also behind an alias: jsii drops what they say. */
export const looseTypes: SourceCheck = everyMember((member, sources) => {
  const aliases = looseAliases(sources);
  const loose = (node: ts.Node) =>
    isLoose(node) || (ts.isTypeReferenceNode(node) && aliases.has(node.typeName.getText()));
  return declaredTypes(member).flatMap((type) => outermost(type, loose));
});

function outermost(node: ts.Node, wanted: (node: ts.Node) => boolean): ts.Node[] {
  return wanted(node) ? [node] : node.getChildren().flatMap((child) => outermost(child, wanted));
}

function isLoose(node: ts.Node): boolean {
  if (ts.isUnionTypeNode(node)) {
    return node.types.filter((type) => !isAbsence(type)).length > 1;
  }
  const literal = ts.isLiteralTypeNode(node) && ts.isStringLiteralLike(node.literal);
  const computed = ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
  return literal || computed || ts.isTemplateLiteralTypeNode(node) || node.kind === ts.SyntaxKind.AnyKeyword;
}

function isAbsence(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function looseAliases(sources: readonly Source[]): Set<string> {
  const aliases = sources.flatMap(({ ast }) => ast.statements.filter(ts.isTypeAliasDeclaration));
  return new Set(aliases.filter(({ type }) => nodesOf(type).some(isLoose)).map(({ name }) => name.text));
}

/** jsii keeps the first of several signatures. */
export const overloads: SourceCheck = (sources) =>
  publicDeclarations(sources).flatMap((declaration) => {
    const signatures = publicMembers(declaration).filter(isSignature);
    return signatures
      .filter((member, index) => signatures.findIndex((other) => twins(member, other)) !== index)
      .map((member) => placeOf(declaration.file, member));
  });

function isSignature(member: ClassMember): boolean {
  return ts.isMethodDeclaration(member) || ts.isMethodSignature(member) || ts.isConstructorDeclaration(member);
}

function twins(one: ClassMember, other: ClassMember): boolean {
  const isStatic = (member: ClassMember) =>
    ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  return one.name?.getText() === other.name?.getText() && isStatic(one) === isStatic(other);
}
