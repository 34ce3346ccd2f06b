import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, type Environment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { testApp } from '../app';

export const ENV: Environment = { account: '111122223333', region: 'us-west-2' };

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates have no types
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface Template {
  readonly Description?: string;
  readonly Resources?: Record<string, Resource>;
}

type Build = (scope: Construct) => void;

const known = new Map<Build, readonly Template[]>();

/** The templates that a sample makes in a stack, nested ones included, in the order of their texts. */
export function templatesOf(build: Build): readonly Template[] {
  const templates = known.get(build) ?? templatesIn(inStack, build);
  known.set(build, templates);
  return templates;
}

/** The same in another place. */
export function templatesIn(place: (app: App) => Construct, build: Build): Template[] {
  const app = testApp();
  build(place(app));
  return synthesized(app);
}

export function inStack(app: App): Stack {
  return new Stack(app, 'Stack', { env: ENV, stackName: 'stack' });
}

/** Nested stacks and stages have files below or beside those of their parents. */
export function synthesized(app: App): Template[] {
  const { directory } = app.synth();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf-8' }).filter((file) =>
    file.endsWith('.template.json'),
  );
  const texts = files.map((file) => withPlainParameters(readFileSync(join(directory, file), 'utf-8')));
  return texts.sort().map((text) => JSON.parse(text));
}

/** CDK names the parameters of nested stacks after paths, and files after their contents. Neither changes a value of a resource. */
function withPlainParameters(text: string): string {
  return text
    .replace(/referenceto\w+?(Ref|Arn|GroupId)\b/g, 'reference$1')
    .replace(/[0-9a-f]{64}\.json/g, 'nested.json');
}

/** All resources of templates with their logical ids. */
export function resourcesOf(templates: readonly Template[]): [id: string, resource: Resource][] {
  return templates.flatMap(({ Resources = {} }) => Object.entries(Resources));
}
