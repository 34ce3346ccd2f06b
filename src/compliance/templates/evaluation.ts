import { isIntrinsicName, type JsonReader, readJson } from '../../private/intrinsics';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import { intrinsic } from './intrinsics';
import { PartialString } from './partial-string';
import type { Scenario } from './scenario';
import { Scope } from './scope';
import type { TemplateSet } from './set';
import { ABSENT, scalar, unknown, unknownButPresent } from './simple-values';
import type { Template } from './template';
import type { List, TemplateValue } from './values';

/** Where the JSON of a template stands. */
export function scopeOf(template: Template, templates: TemplateSet, scenario: Scenario): Scope {
  return new Scope(template, templates, scenario, evaluate);
}

function evaluate(json: unknown, scope: Scope): TemplateValue {
  return readJson(json, new ScopeReader(scope));
}

/** What the JSON of a template is worth in a scope. Never throws. */
class ScopeReader implements JsonReader<TemplateValue> {
  constructor(private readonly scope: Scope) {}

  public scalar(value: unknown): TemplateValue {
    switch (typeof value) {
      case 'string':
        return this.text(value);
      case 'number':
      case 'boolean':
        return scalar(value);
      default:
        return ABSENT;
    }
  }

  /** CDK puts made-up values in place of what the CLI has yet to look up. */
  private text(value: string): TemplateValue {
    if (this.scope.template.source.hasPendingLookups && isPlaceholder(value)) {
      this.scope.scenario.readPending();
      return unknownButPresent('a lookup is pending');
    }
    return value.includes('{{resolve:') ? withDynamicReferences(value) : scalar(value);
  }

  public list(items: readonly unknown[]): List {
    return { kind: 'list', items: items.map((item) => readJson(item, this)).filter(({ kind }) => kind !== 'absent') };
  }

  public object(json: Readonly<Record<string, unknown>>): TemplateValue {
    const keys = Object.keys(json);
    const merging = keys.find(isIntrinsicName);
    if (merging !== undefined) {
      return unknown(`${merging} adds to an object when it is deployed`);
    }
    return { kind: 'fields', keys, get: (key) => (Object.hasOwn(json, key) ? readJson(json[key], this) : ABSENT) };
  }

  public call(name: string, argument: unknown): TemplateValue {
    return intrinsic(name, argument, this.scope);
  }
}

/** `{{resolve:ssm:/path}}` is put in place by CloudFormation, which refuses what resolves to nothing. */
function withDynamicReferences(text: string): TemplateValue {
  const parts = text.split(/(\{\{resolve:[^}]*\}\})/);
  return PartialString.join(
    parts.map((part) =>
      part.startsWith('{{resolve:') ? unknownButPresent(`${part} is resolved when it is deployed`) : part,
    ),
  ).value;
}
