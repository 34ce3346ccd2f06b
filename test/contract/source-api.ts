import * as ts from 'typescript';
import { nodesOf, placeOf, publicFiles, type Source, type SourceCheck } from './source';

type ClassMember = ts.ClassElement | ts.TypeElement;
type Named = ClassMember | ts.ParameterPropertyDeclaration;
type ClassOfFile = ts.ClassDeclaration & { readonly file: Source };
type Declaration = ClassOfFile | (ts.InterfaceDeclaration & { readonly file: Source });

/** Classes and interfaces of public files, and those that hand their members down to them from anywhere. */
function publicDeclarations(sources: readonly Source[]): Declaration[] {
  const open = publicFiles(sources)
    .flatMap(declarationsOf)
    .filter((declaration) => isClass(declaration) || isExported(declaration));
  return withBases(open, sources);
}

function withBases(
  declarations: readonly Declaration[],
  sources: readonly Source[],
  follows: (base: Declaration) => boolean = () => true,
): Declaration[] {
  const everything = sources.flatMap(declarationsOf);
  const open = [...declarations];
  const reached = new Set<Declaration>();
  for (let next = open.pop(); next; next = open.pop()) {
    if (!reached.has(next)) {
      reached.add(next);
      open.push(...basesOf(next, everything).filter(follows));
    }
  }
  return [...reached];
}

function declarationsOf(file: Source): Declaration[] {
  return file.ast.statements
    .filter((statement) => ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement))
    .map((statement) => Object.assign(statement, { file }));
}

/** Those of this library: a class of CDK may have the same name as one of ours. */
function basesOf({ file, heritageClauses }: Declaration, everything: readonly Declaration[]): Declaration[] {
  const foreign = foreignImports(file);
  const names = (heritageClauses ?? [])
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()))
    .filter((name) => !foreign.has(name));
  return everything.filter((base) => names.includes(base.name?.text ?? '') && (base.file === file || isExported(base)));
}

function foreignImports({ ast }: Source): Set<string> {
  const foreign = ast.statements
    .filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => !moduleSpecifier.getText().slice(1).startsWith('.'));
  return new Set(
    foreign.flatMap((statement) => nodesOf(statement).filter(ts.isImportSpecifier)).map(({ name }) => name.text),
  );
}

function isExported(declaration: Declaration): boolean {
  return ts.getModifiers(declaration)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function publicMembers(declaration: Declaration): ClassMember[] {
  return [...declaration.members].filter(isPublic);
}

function isPublic(member: Named): boolean {
  const name = member.name?.getText() ?? '';
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const hidden = modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) || /^[_#]/.test(name);
  return !hidden && !isInternal(member);
}

function isInternal(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
}

type MemberCheck = (member: ClassMember) => readonly ts.Node[];

/** Runs a check of single members over what users reach from the barrels. */
function everyMember(find: MemberCheck): SourceCheck {
  return (sources) =>
    publicDeclarations(sources).flatMap((declaration) =>
      publicMembers(declaration).flatMap((member) =>
        find(member).map((node) => `${placeOf(declaration.file, node)} ${node.getText()}`),
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
export const looseTypes: SourceCheck = (sources) => {
  const aliases = looseAliases(sources);
  const enums = enumNames(sources);
  const loose = (node: ts.Node) =>
    isLoose(node) ||
    (ts.isTypeReferenceNode(node) && (aliases.has(node.typeName.getText()) || isEnumMember(node.typeName, enums)));
  return everyMember((member) => declaredTypes(member).flatMap((type) => outermost(type, loose)))(sources);
};

function outermost(node: ts.Node, wanted: (node: ts.Node) => boolean): ts.Node[] {
  return wanted(node) ? [node] : node.getChildren().flatMap((child) => outermost(child, wanted));
}

function isLoose(node: ts.Node): boolean {
  if (ts.isUnionTypeNode(node)) {
    return node.types.filter((type) => !isAbsence(type)).length > 1;
  }
  const computed = ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
  return (
    ts.isLiteralTypeNode(node) ||
    computed ||
    ts.isTemplateLiteralTypeNode(node) ||
    node.kind === ts.SyntaxKind.AnyKeyword
  );
}

function isAbsence(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function isEnumMember(name: ts.EntityName, enums: ReadonlySet<string>): boolean {
  return ts.isQualifiedName(name) && enums.has(name.left.getText());
}

function enumNames(sources: readonly Source[]): Set<string> {
  return new Set(
    sources.flatMap(({ ast }) => ast.statements.filter(ts.isEnumDeclaration)).map(({ name }) => name.text),
  );
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

/** jsii makes optional methods required, and drops what makes an interface callable. */
export const lostSignatures: SourceCheck = everyMember((member) => {
  const optional = (ts.isMethodSignature(member) || ts.isMethodDeclaration(member)) && member.questionToken;
  return optional || ts.isCallSignatureDeclaration(member) || ts.isConstructSignatureDeclaration(member)
    ? [member]
    : [];
});

/**
 * jsii hands the members of a base class that is not exported down to the exported classes. It drops the properties that
 * the constructor of the base class declares where a class below has its own constructor.
 */
export const lostProperties: SourceCheck = (sources) =>
  erasedBases(sources).flatMap(({ file, members }) =>
    members
      .filter(ts.isConstructorDeclaration)
      .flatMap(({ parameters }) => [...parameters])
      .filter((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent))
      .filter(isPublic)
      .map((property) => `${placeOf(file, property)} ${property.getText()}`),
  );

/** Classes below which exported classes are, and which are in no assembly themselves. */
function erasedBases(sources: readonly Source[]): ClassOfFile[] {
  const erased = (declaration: Declaration) => !isExported(declaration) || isInternal(declaration);
  const exported = publicFiles(sources)
    .flatMap(declarationsOf)
    .filter((declaration) => isClass(declaration) && !erased(declaration));
  return withBases(exported, sources, erased).filter(isClass).filter(erased);
}

function isClass(declaration: Declaration): declaration is ClassOfFile {
  return ts.isClassDeclaration(declaration);
}
