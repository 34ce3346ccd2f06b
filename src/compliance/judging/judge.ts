import { RuleContext } from '../rules/context';
import { Pack } from '../rules/pack';
import type { Rule } from '../rules/rule';
import { type Settings, settingsOf } from '../rules/setting-defaults';
import { type Exploration, MAX_SCENARIOS, Scenario } from '../templates/scenario';
import type { TemplateSet } from '../templates/set';
import type { ResourceDeclaration } from '../templates/template';
import { cannotTell, type Verdict } from '../verdict';
import { type Acknowledged, type Finding, type Outcome, statusOf, UNKNOWN_SUFFIX } from './outcome';

export interface JudgeOptions {
  /** @default - the rules of `Pack.BASELINE` */
  readonly rules?: readonly Rule[];
  /** @default - the defaults of all settings */
  readonly settings?: Settings;
  /** Who has accepted a finding of an id on a resource. */
  acknowledged?(resource: ResourceDeclaration, id: string): Acknowledged | undefined;
}

/** What each rule says of each resource that it applies to, in the order of the templates. */
export function judge(templates: TemplateSet, options: JudgeOptions = {}): Outcome[] {
  const scenario = new Scenario();
  const context = new RuleContext(templates, scenario, options.settings ?? settingsOf());
  const rules = byType(options.rules ?? Pack.BASELINE.rules);
  const declarations = templates.judged.flatMap((template) => [template.self, ...template.declarations.values()]);
  const outcomes: Outcome[] = [];
  for (const declaration of declarations) {
    for (const rule of rules.get(declaration.type) ?? []) {
      const findings = findingsOf(rule, decided(scenario.explore(verdicts(rule, declaration, context))));
      if (findings) {
        outcomes.push(outcome(rule, declaration, findings, options));
      }
    }
  }
  return outcomes;
}

function byType(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const types = new Set(rules.flatMap(({ _definition: { types } }) => types));
  return new Map([...types].map((type) => [type, rules.filter(({ _definition }) => _definition.types.includes(type))]));
}

/** A rule that fails on what it did not expect has not judged it. */
function verdicts(rule: Rule, declaration: ResourceDeclaration, context: RuleContext): () => readonly Verdict[] {
  const resource = context.resource(declaration);
  return () => {
    try {
      return resource.exists ? rule._definition.check(resource, context) : [];
    } catch (error) {
      return [cannotTell('', `the resource could not be judged: ${error instanceof Error ? error.message : error}`)];
    }
  };
}

/**
 * Without what rests on made-up values: CDK synthesizes with them until the CLI has looked up the true ones, and then again. An
 * error would end the app before the lookup.
 */
function decided({ results, complete }: Exploration<readonly Verdict[]>): Exploration<readonly Verdict[]> {
  return { results: results.map((each) => (each.isPending ? { ...each, result: [] } : each)), complete };
}

/** The findings of all scenarios; undefined where the rule applies in none of them. */
function findingsOf({ id }: Rule, { results, complete }: Exploration<readonly Verdict[]>): Finding[] | undefined {
  if (results.every(({ result }) => result.length === 0)) {
    return undefined;
  }
  const [{ result: first }, ...others] = results;
  const findings = others.length
    ? findingsOfScenarios(id, results)
    : first.filter(isFinding).map((verdict) => finding(id, verdict, []));
  return complete
    ? findings
    : [...findings, finding(id, cannotTell('', `there are more than ${MAX_SCENARIOS} combinations of conditions`), [])];
}

/** Each finding once, with what is assumed where it is not found in all scenarios. */
function findingsOfScenarios(id: string, results: Exploration<readonly Verdict[]>['results']): Finding[] {
  const found = new Map<string, { readonly verdict: Verdict; readonly assumed: readonly string[]; count: number }>();
  for (const { result, assumed } of results) {
    for (const verdict of result.filter(isFinding)) {
      const key = `${verdict.result} ${verdict.path} ${verdict.text}`;
      const known = found.get(key) ?? { verdict, assumed, count: 0 };
      known.count++;
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ verdict, assumed, count }) =>
    finding(id, verdict, count < results.length ? assumed : []),
  );
}

function isFinding({ result }: Verdict): boolean {
  return result !== 'pass';
}

function finding(id: string, { result, path, text }: Verdict, assumed: readonly string[]): Finding {
  const where = assumed.length ? ` (where ${assumed.join(' and ')})` : '';
  return result === 'fail'
    ? { result, id, path, text: text + where }
    : { result: 'unknown', id: id + UNKNOWN_SUFFIX, path, text: text + where };
}

function outcome(rule: Rule, resource: ResourceDeclaration, found: readonly Finding[], options: JudgeOptions): Outcome {
  const findings = found.map((each): Finding => {
    const acknowledged = options.acknowledged?.(resource, each.id);
    return acknowledged ? { ...each, acknowledged } : each;
  });
  return { rule, resource, findings, status: statusOf(findings) };
}
