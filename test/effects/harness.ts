import { Stack } from 'aws-cdk-lib';
import { testApp } from '../app';
import { AREAS, type AreaName, folderOf } from './areas';
import {
  type CaseFiles,
  type CaseGroup,
  type ContextDifference,
  type EffectCase,
  type MatrixRow,
  readCaseFiles,
} from './cases';
import { type Environment, fill, placeholdersOf } from './environment';
import { type CloudFormationTemplate, resolveIntrinsics } from './intrinsics';
import { type Policy, policiesIn, type Subject } from './policies';
import { type Decision, decide, type EffectRequest } from './simulate';

/** A case for one subject. */
export interface Effect {
  readonly subject: string;
  readonly name: string;
  /** The generic case of a matrix that this case stems from. */
  readonly generic?: EffectCase;
  readonly request: EffectRequest;
  readonly difference?: ContextDifference;
  /** What the row of a matrix puts in; may hold placeholders of the environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly expect: Decision;
}

/** An area with everything that its tests and its documentation need, synthesized once. */
export interface Area {
  readonly name: AreaName;
  readonly files: CaseFiles;
  readonly subjects: ReadonlyMap<string, SynthesizedSubject>;
  readonly effects: readonly Effect[];
}

export interface SynthesizedSubject extends Subject {
  readonly template: CloudFormationTemplate;
  readonly unresolved: readonly Policy[];
}

export function loadArea(name: AreaName): Area {
  const files = readCaseFiles(folderOf(name));
  const effects = effectsOf(files);
  const subjects = synthesize(AREAS[name].subjects);
  checkSubjects(name, effects, [...subjects.keys()]);
  return { name, files, subjects, effects };
}

/** One stack per subject, all of them in one app, without an environment. */
export function synthesize(subjects: Readonly<Record<string, Subject>>): Map<string, SynthesizedSubject> {
  const app = testApp();
  const stacks = Object.entries(subjects).map(([name, subject], index) => {
    const stack = new Stack(app, `Subject${index}`);
    subject.build(stack);
    return { name, subject, stack };
  });
  const synthesized = stacks.map(({ name, subject, stack }): [string, SynthesizedSubject] => {
    const { template, policies } = policiesIn(stack, subject);
    return [name, { ...subject, template, unresolved: policies }];
  });
  return new Map(synthesized);
}

/** The policies of a subject as they are once deployed to the environment. */
export function deployed({ template, unresolved }: SynthesizedSubject, environment: Environment): Policy[] {
  return unresolved.map((policy) => ({
    ...policy,
    document: resolveIntrinsics(policy.document, template, environment),
  }));
}

/** Those that the subject makes, without those that are assumed beside them. */
export function ownPolicies(subject: SynthesizedSubject, environment: Environment): Policy[] {
  return deployed(subject, environment).filter(({ assumed }) => !assumed);
}

/** What becomes of the effects of one subject in an environment, in their order. */
export async function decisionsOf(
  effects: readonly Effect[],
  subject: SynthesizedSubject,
  environment: Environment,
): Promise<Decision[]> {
  const policies = deployed(subject, environment);
  return Promise.all(effects.map((effect) => decide(policies, requestIn(effect, environment), environment.account)));
}

/** The request of an effect in an environment. */
export function requestIn({ request, variables }: Effect, environment: Environment): EffectRequest {
  return fill(request, { ...variables, ...placeholdersOf(environment) });
}

export function effectsOfSubject({ effects }: Area, subject: string): Effect[] {
  return effects.filter((effect) => effect.subject === subject);
}

/** Unfolds groups and matrices into cases of subjects. */
export function effectsOf({ groups, matrices }: CaseFiles): Effect[] {
  const unfolded = groups.flatMap((group) =>
    group.forEach === undefined ? plainEffects(group) : matrixEffects(group, rowsOf(group, matrices)),
  );
  const keys = unfolded.map(({ subject, name }) => `${subject}: ${name}`);
  const twins = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twins.length > 0) {
    throw new Error(`several cases have the same name: ${twins.join('; ')}`);
  }
  return unfolded;
}

function plainEffects({ file, subjects, cases }: CaseGroup): Effect[] {
  const generic = cases.find(({ each, when }) => each !== undefined || when !== undefined);
  if (generic) {
    throw new Error(`${file} uses each or when outside of a matrix: ${generic.name}`);
  }
  return subjects!.flatMap((subject) =>
    cases.map(({ name, request, difference, expect }) => ({
      subject,
      name,
      request,
      difference,
      variables: {},
      expect,
    })),
  );
}

function rowsOf({ file, forEach }: CaseGroup, matrices: CaseFiles['matrices']): readonly MatrixRow[] {
  const matrix = matrices.find((candidate) => candidate.file === forEach);
  if (!matrix) {
    throw new Error(`${file} refers to the unknown matrix ${forEach}`);
  }
  return matrix.rows;
}

function matrixEffects({ file, cases }: CaseGroup, rows: readonly MatrixRow[]): Effect[] {
  return cases.flatMap((generic) => {
    const effects = rows.flatMap((row) => rowEffects(file, generic, row));
    if (effects.length === 0) {
      throw new Error(`${file} has a case that applies to no row: ${generic.name}`);
    }
    return effects;
  });
}

function rowEffects(file: string, generic: EffectCase, row: MatrixRow): Effect[] {
  const { name, request, expect, each, when = {} } = generic;
  const used = each === undefined ? Object.keys(when) : [...Object.keys(when), each];
  const unknown = used.find((variable) => !Object.hasOwn(row, variable));
  if (unknown) {
    throw new Error(`${file} refers to ${unknown}, which ${row.subject} lacks: ${name}`);
  }
  if (Object.entries(when).some(([variable, value]) => row[variable] !== value)) {
    return [];
  }
  const items = each === undefined ? [undefined] : (row[each] as string[]);
  return items.map((item) => {
    const fullName = item === undefined ? name : `${name}: ${item}`;
    return { subject: row.subject, name: fullName, generic, request, variables: variablesOf(row, each, item), expect };
  });
}

function variablesOf(row: MatrixRow, each: string | undefined, item: string | undefined): Record<string, string> {
  const chosen = (variable: string, value: unknown) => {
    if (variable === each) {
      return item;
    }
    return Array.isArray(value) ? value[0] : value;
  };
  return Object.fromEntries(
    Object.entries(row).map(([variable, value]) => [variable, String(chosen(variable, value))]),
  );
}

function checkSubjects(area: string, effects: readonly Effect[], known: readonly string[]): void {
  const used = new Set(effects.map(({ subject }) => subject));
  const unknown = [...used].filter((name) => !known.includes(name));
  const idle = known.filter((name) => !used.has(name));
  const faults = [
    ...idle.map((name) => `"${name}" has no case: add some to a file in test/effects/${area}`),
    ...unknown.map(
      (name) =>
        `the cases of "${name}" in test/effects/${area} are about no subject: add it to subjects.ts or its table`,
    ),
  ];
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
}
