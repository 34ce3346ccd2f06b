import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { HandWrittenNotebook, UsualNotebook } from '../../../benchmarks/hand-written';
import { guardrails } from '../../../src';
import { judge } from '../../../src/compliance/judging/judge';
import { Pack } from '../../../src/compliance/rules/pack';
import { TemplateSet } from '../../../src/compliance/templates/set';
import type { TemplateSource } from '../../../src/compliance/templates/template';
import { testApp } from '../../app';
import { EVERY_GUARDRAIL, EVERY_RESOURCE_GUARDRAIL } from '../../guardrails/table';
import { OWN_CONSTRUCTS } from '../own/constructs-apps';
import type { TemplateJson } from './rewriting';

/** A secure template, as it is read: whatever changes it changes a copy. */
export interface Base {
  readonly name: string;
  read(): TemplateJson;
}

/** The folder of templates that were written by hand. */
const WRITTEN = join(__dirname, '..', 'data', 'secure');

export const HAND_WRITTEN: readonly Base[] = readdirSync(WRITTEN).map((file) => {
  const text = readFileSync(join(WRITTEN, file), 'utf8');
  return { name: file.replace('.json', ''), read: () => JSON.parse(text) };
});

/** Notebook instances as others write them, with L1 constructs. */
function notebooksOfOthers(stack: Stack): void {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: ['a'],
    isolatedSubnetIds: ['subnet-12345678'],
  });
  new HandWrittenNotebook(stack, 'HandWritten', vpc);
  new UsualNotebook(stack, 'Usual', vpc);
}

/** Few enough that their text has room for more. */
function organizationPolicies(stack: Stack): void {
  const { imdsV2Notebooks, networkIsolation, ownSpaces } = EVERY_GUARDRAIL;
  new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: [imdsV2Notebooks, networkIsolation, ownSpaces],
    targetIds: ['r-ab12'],
  });
  new guardrails.ResourceControlPolicy(stack, 'Rcp', {
    guardrails: Object.values(EVERY_RESOURCE_GUARDRAIL),
    targetIds: ['r-ab12'],
  });
}

/** Guardrails without any that say the same. */
function guardrailsAlone(stack: Stack): void {
  for (const [name, guardrail] of Object.entries(EVERY_GUARDRAIL)) {
    new guardrails.GuardrailPolicy(stack, name, { guardrails: [guardrail] });
  }
}

const { Notebooks, Roles, Domains, Endpoints, AccessByToken, AccessBySignature } = OWN_CONSTRUCTS;
const SYNTHESIZED = {
  NotebooksOfOthers: notebooksOfOthers,
  Notebooks,
  Roles,
  Domains,
  Endpoints,
  AccessByToken,
  AccessBySignature,
  OrganizationPolicies: organizationPolicies,
  GuardrailPolicies: guardrailsAlone,
};

export const OF_CONSTRUCTS: readonly Base[] = Object.entries(SYNTHESIZED).map(([name, build]) => {
  let text: string | undefined;
  return {
    name,
    read: () => {
      text ??= JSON.stringify(synthesized(name, build));
      return JSON.parse(text);
    },
  };
});

function synthesized(name: string, build: (stack: Stack) => void): unknown {
  const stack = new Stack(testApp(), name);
  build(stack);
  return (stack.node.root as App).synth().getStackByName(name).template;
}

export const BASES = [...HAND_WRITTEN, ...OF_CONSTRUCTS];

export function baseNamed(name: string): Base {
  const base = BASES.find((each) => each.name === name);
  if (!base) {
    throw new Error(`no base ${name}`);
  }
  return base;
}

/** Some templates, the first one of which may nest the others. */
export type Templates = Readonly<
  Record<string, { readonly json: unknown } & Pick<TemplateSource, 'parent' | 'hasPendingLookups'>>
>;

/** What all rules find, as `LogicalId id`, each once. */
export function findingsIn(templates: Templates, rules = Pack.ALL.rules): string[] {
  const sources = Object.entries(templates).map(([name, { json, ...source }]) => ({
    ...source,
    name,
    read: () => json,
  }));
  const outcomes = judge(new TemplateSet(sources), { rules });
  return [
    ...new Set(outcomes.flatMap(({ resource, findings }) => findings.map(({ id }) => `${resource.logicalId} ${id}`))),
  ].sort();
}

export function findingsOf(json: unknown): string[] {
  return findingsIn({ Stack: { json } });
}

/** The logical ids of all resources of a type. */
export function idsOf({ Resources }: TemplateJson, type: string): string[] {
  return Object.keys(Resources).filter((id) => Resources[id].Type === type);
}
