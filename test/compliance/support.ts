import { type JudgeOptions, judge } from '../../src/compliance/judging/judge';
import type { Outcome } from '../../src/compliance/judging/outcome';
import type { Rule } from '../../src/compliance/rules/rule';
import { isObject } from '../../src/compliance/templates/json';
import { TemplateSet } from '../../src/compliance/templates/set';
import type { TemplateSource } from '../../src/compliance/templates/template';

export type Json = Record<string, unknown>;

/** What is left of an object once it is JSON: everything that is not undefined. */
export function defined(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}

export interface GivenTemplate extends Partial<Omit<TemplateSource, 'name'>> {
  readonly json: unknown;
}

/** Templates by name. */
export function templatesOf(templates: Readonly<Record<string, GivenTemplate>>): TemplateSet {
  return new TemplateSet(
    Object.entries(templates).map(([name, { json, ...source }]) => ({ name, read: () => json, ...source })),
  );
}

/** One template without environment. */
export function templateOf(json: unknown): TemplateSet {
  return templatesOf({ Stack: { json } });
}

/** What rules say of templates, as `LogicalId rule status` with the texts of findings. */
export function verdictsOn(templates: TemplateSet, options: JudgeOptions = {}): string[] {
  return judge(templates, options).map(({ rule, resource, status, findings }) =>
    [`${resource.logicalId || 'template'} ${rule.id} ${status}`, ...findings.map(({ text }) => text)].join(': '),
  );
}

export interface RuleCase {
  readonly name: string;
  readonly properties: Json;
  readonly is: 'pass' | 'fail' | 'cannot tell' | 'not judged';
  /** The texts of all findings, where they matter. */
  readonly saying?: readonly string[];
  /** What else is in the template. */
  readonly besides?: {
    readonly Resources?: Json;
    readonly Parameters?: Json;
    readonly Conditions?: Json;
    readonly Mappings?: Json;
  };
  /** Settings that differ from the defaults. */
  readonly options?: Pick<JudgeOptions, 'settings'>;
  /** The environment of the stack. */
  readonly environment?: { readonly account?: string; readonly region?: string };
}

const SUBJECT = 'Subject';

/**
 * Runs a rule over a table. Every case is judged three times, and must come out the same: in a stack, in a nested stack, and
 * in a nested stack that is given every single value by a parameter of its own. There must be cases with all outcomes that a
 * rule can have: one that reads nothing but names of keys always knows.
 */
export function ruleCases(
  rule: Rule,
  type: string,
  cases: readonly RuleCase[],
  outcomes: readonly RuleCase['is'][] = ['pass', 'fail', 'cannot tell'],
): void {
  if (!rule) {
    throw new Error(`these cases of ${type} have no rule: add its member to src/compliance/rules/rule.ts`);
  }
  describe(`${rule.id} of ${type}`, () => {
    test.each(cases.map((row) => [row.name, row] as const))('%s', (_, row) => {
      const plain = outcomeOf(rule, row, inStack(type, row));
      expect(plain?.status ?? 'not judged').toBe(row.is);
      if (row.saying) {
        expect(plain?.findings.map(({ text }) => text) ?? []).toEqual(row.saying);
      }
      expect(outcomeOf(rule, row, inNestedStack(type, row))?.status ?? 'not judged').toBe(row.is);
      expect(outcomeOf(rule, row, handedToNestedStack(type, row))?.status ?? 'not judged').toBe(row.is);
    });

    test(`has cases with ${outcomes.join(', ')}`, () => {
      expect(cases.map(({ is }) => is)).toEqual(expect.arrayContaining([...outcomes]));
    });
  });
}

function outcomeOf(rule: Rule, { options }: RuleCase, templates: TemplateSet): Outcome | undefined {
  return judge(templates, { rules: [rule], ...options }).find(({ resource }) => resource.logicalId === SUBJECT);
}

function inStack(type: string, { properties, besides, environment }: RuleCase): TemplateSet {
  const json = { ...besides, Resources: { ...besides?.Resources, [SUBJECT]: { Type: type, Properties: properties } } };
  return templatesOf({ Stack: { json, ...environment } });
}

function inNestedStack(type: string, { properties, besides, environment }: RuleCase): TemplateSet {
  const child = { ...besides, Resources: { ...besides?.Resources, [SUBJECT]: { Type: type, Properties: properties } } };
  return nested({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack' } } }, child, environment);
}

function handedToNestedStack(type: string, { properties, besides, environment }: RuleCase): TemplateSet {
  const given: Json = {};
  const child = { Resources: { [SUBJECT]: { Type: type, Properties: handedOver(properties, given) } } };
  const parent = {
    ...besides,
    Resources: {
      ...besides?.Resources,
      Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: given } },
    },
  };
  return nested(parent, child, environment);
}

function nested(parent: Json, child: Json, environment: RuleCase['environment']): TemplateSet {
  return templatesOf({
    Stack: { json: parent, ...environment },
    Child: { json: child, parent: { name: 'Stack', logicalId: 'Nested' }, ...environment },
  });
}

/** Puts a parameter in place of everything but lists and objects, and notes its value. */
function handedOver(json: unknown, given: Json): unknown {
  if (Array.isArray(json)) {
    return json.map((item) => handedOver(item, given));
  }
  if (isObject(json) && !Object.keys(json).some((key) => key === 'Ref' || key.startsWith('Fn::'))) {
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, handedOver(value, given)]));
  }
  const name = `Value${Object.keys(given).length}`;
  given[name] = json;
  return { Ref: name };
}
