import { Stack } from 'aws-cdk-lib';
import * as flags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { testApp } from '../app';
import { SAMPLE_ROWS } from '../samples';
import { ENV, resourcesOf, synthesized } from './templates';

type Statement = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, { readonly type: string; readonly properties: unknown }>>;

/** Elements whose items CDK merges if statements are minimized. */
const MERGED = ['Action', 'NotAction', 'Resource', 'NotResource'];

/** By logical id, with the decisions of policies in place of their statements. */
function resourcesWith(context: Record<string, unknown>, build: (scope: Construct) => void): Resources {
  const app = testApp({ context });
  build(new Stack(app, 'Stack', { env: ENV, stackName: 'stack' }));
  const resources = resourcesOf(synthesized(app)).map(([id, { Type: type, Properties }]) => [
    withoutHash(id),
    { type, properties: withDecisions(withLiteralPartition(Properties)) },
  ]);
  return Object.fromEntries(resources);
}

/** A deployment of an API has a hash of everything that it deploys, and a new one takes the place of the old one. */
function withoutHash(id: string): string {
  return id.replace(/(Deployment[0-9A-F]{8})[0-9a-f]{32}/g, '$1');
}

/** A flag makes the partition literal, which comes to the same in a stack with a region. */
function withLiteralPartition(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withLiteralPartition);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref, 'Fn::Join': join } = value as { readonly Ref?: string; readonly 'Fn::Join'?: [string, unknown[]] };
  if (Ref === 'AWS::Partition') {
    return 'aws';
  }
  return join?.[0] === '' ? joined(join[1].map(withLiteralPartition)) : mapped(value, withLiteralPartition);
}

/** Adjacent texts become one. */
function joined(parts: readonly unknown[]): unknown {
  const merged: unknown[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    const isText = typeof last === 'string' && typeof part === 'string';
    merged.splice(isText ? -1 : merged.length, isText ? 1 : 0, isText ? last + part : part);
  }
  return merged.length === 1 ? merged[0] : { 'Fn::Join': ['', merged] };
}

function mapped(value: object, map: (inner: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}

function withDecisions(value: unknown): unknown {
  if (typeof value === 'string') {
    return withoutHash(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(withDecisions);
  }
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    key === 'Statement' ? decisionsOf(inner) : withDecisions(inner),
  ]);
  return Object.fromEntries(entries);
}

/** What statements decide, however they are merged: one text for each effect, principal, action, resource and condition. */
function decisionsOf(statements: unknown): string[] {
  const texts = [statements].flat().flatMap((statement) => single(statement as Statement, [...MERGED, 'Principal']));
  return [...new Set(texts)].sort();
}

function single({ Sid: _, ...statement }: Statement, elements: readonly string[]): string[] {
  const [element, ...others] = elements;
  if (element === undefined) {
    return [JSON.stringify(Object.entries(statement).sort())];
  }
  return itemsOf(statement[element]).flatMap((item) => single({ ...statement, [element]: item }, others));
}

/** Principals have a map of lists. */
function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  const isMap =
    typeof value === 'object' && value !== null && !Object.keys(value).some((key) => /^(Fn::.*|Ref)$/.test(key));
  return isMap ? Object.entries(value).flatMap(([kind, ids]) => [ids].flat().map((id) => ({ [kind]: id }))) : [value];
}

test.each(SAMPLE_ROWS)('%s (%s) is the same under the feature flags of a new app', (_, __, build) => {
  expect(resourcesWith(flags, build)).toEqual(resourcesWith({}, build));
});

test('the flags merge statements, so that the comparison shows something', () => {
  expect(Object.entries(flags)).toContainEqual(['@aws-cdk/aws-iam:minimizePolicies', true]);
});
