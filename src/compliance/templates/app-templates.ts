import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type IPolicyValidationContext, NestedStack, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isObject, type Json, objectOf } from './json';
import type { TemplateSource } from './template';

/**
 * The templates of an app that is being validated. Those of other environments come along, since stacks refer to one
 * another across them, but CDK asks for their verdict on its own.
 */
export function sourcesOfApp({
  appConstruct,
  templatePaths,
  accountId,
  region,
}: Partial<IPolicyValidationContext>): TemplateSource[] {
  const judged = new Set((templatePaths ?? []).map((path) => resolve(path)));
  const sources = appConstruct ? stacksOf(appConstruct).map(sourceOfStack) : [];
  const byName = new Map(sources.map((source) => [source.name, source]));
  const strays = [...judged]
    .filter((path) => !byName.has(path))
    .flatMap((path) => sourcesOfFile(path, accountId, region));
  return [
    ...sources.map((source) => ({ ...source, onlyReferred: !judged.has(rootOf(source, byName).name) })),
    ...strays,
  ];
}

/** All stacks of a tree, nested ones and those of stages included. */
export function stacksOf(root: IConstruct): Stack[] {
  return root.node.findAll().filter(Stack.isStack);
}

function sourceOfStack(stack: Stack): TemplateSource {
  const name = templatePathOf(stack);
  return {
    name,
    read: () => JSON.parse(readFileSync(name, 'utf8')),
    stackPath: stack.node.path,
    stackName: known(stack.stackName),
    account: known(stack.account),
    region: known(stack.region),
    parent: parentOf(stack),
    hasPendingLookups: hasPendingLookups(stack),
  };
}

/** CDK writes the lookups that the CLI has yet to make into the manifest of the stage. */
function hasPendingLookups(stack: Stack): boolean {
  const { missing } = jsonIn(join(Stage.of(stack)?.outdir ?? '', 'manifest.json'));
  return Array.isArray(missing) && missing.length > 0;
}

/** Where the template of a stack is written. */
export function templatePathOf(stack: Stack): string {
  return resolve(Stage.of(stack)?.outdir ?? '', stack.templateFile);
}

function parentOf(stack: Stack): TemplateSource['parent'] {
  const { nestedStackParent, nestedStackResource } = stack;
  return NestedStack.isNestedStack(stack) && nestedStackParent && nestedStackResource
    ? { name: templatePathOf(nestedStackParent), logicalId: nestedStackParent.resolve(nestedStackResource.logicalId) }
    : undefined;
}

function rootOf(source: TemplateSource, byName: ReadonlyMap<string, TemplateSource>): TemplateSource {
  const parent = source.parent && byName.get(source.parent.name);
  return parent ? rootOf(parent, byName) : source;
}

function known(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

/** A template whose stack is not in the tree of constructs, with those that it nests. */
function sourcesOfFile(
  path: string,
  account: string | undefined,
  region: string | undefined,
  parent?: TemplateSource['parent'],
): TemplateSource[] {
  const read = () => JSON.parse(readFileSync(path, 'utf8'));
  const children = nestedFiles(path, read).flatMap(({ file, logicalId }) =>
    sourcesOfFile(file, account, region, { name: path, logicalId }),
  );
  return [{ name: path, read, account, region, parent }, ...children];
}

function nestedFiles(path: string, read: () => unknown): { readonly file: string; readonly logicalId: string }[] {
  return Object.entries(resourcesIn(read)).flatMap(([logicalId, body]) => {
    const asset =
      isObject(body) && body.Type === 'AWS::CloudFormation::Stack'
        ? objectOf(body.Metadata)['aws:asset:path']
        : undefined;
    return typeof asset === 'string' ? [{ file: join(dirname(path), asset), logicalId }] : [];
  });
}

function resourcesIn(read: () => unknown): Json {
  try {
    return objectOf(objectOf(read()).Resources);
  } catch {
    return {};
  }
}

/** The object in a file, empty if there is none. */
function jsonIn(path: string): Json {
  return existsSync(path) ? objectOf(JSON.parse(readFileSync(path, 'utf8'))) : {};
}
