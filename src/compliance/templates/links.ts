import { isObject, type Json, objectOf, own } from './json';
import type { Scope } from './scope';
import type { Export } from './set';
import { ABSENT, scalar, unknown, unknownButPresent } from './simple-values';
import type { ResourceDeclaration, Template } from './template';
import { at, literalOf, type TemplateValue } from './values';

/**
 * Values that come from elsewhere: from whoever deploys a template, from the stack that nests it, from other stacks.
 */

/** More allowed values than that are not tried one by one. */
const MAX_ALLOWED_VALUES = 16;

/**
 * Each of its allowed values in turn where a parameter has them; else its default, which is what holds unless whoever
 * deploys says otherwise. What has neither is not known.
 */
export function parameterValue(name: string, scope: Scope): TemplateValue {
  const given = givenByParent(name, scope);
  if (given) {
    return given;
  }
  const parameter = scope.template.entry('Parameters', name);
  if (!isObject(parameter)) {
    return unknown(`Ref of ${name}, which is not in the template`);
  }
  const type = String(parameter.Type);
  if (type.startsWith('AWS::SSM::Parameter::Value')) {
    return unknownButPresent(`parameter ${name} is read from Parameter Store when it is deployed`);
  }
  return allowedValue(name, parameter, scope) ?? defaultValue(name, type, parameter, scope);
}

function givenByParent(name: string, scope: Scope): TemplateValue | undefined {
  const parent = scope.templates.parentOf(scope.template);
  const given = parent && own(objectOf(objectOf(parent.properties).Parameters), name);
  return parent && given !== undefined ? scope.in(parent.template).evaluate(given) : undefined;
}

function allowedValue(
  name: string,
  { Type: type, AllowedValues: values }: Json,
  scope: Scope,
): TemplateValue | undefined {
  if (!Array.isArray(values) || values.length === 0 || isListType(String(type))) {
    return undefined;
  }
  if (values.length > MAX_ALLOWED_VALUES) {
    return unknown(`parameter ${name} has ${values.length} allowed values`);
  }
  const labels = values.map((value) => `${name} is ${value}`);
  return scalar(values[scope.scenario.choose(`${scope.template.name} parameter ${name}`, labels)]);
}

function defaultValue(name: string, type: string, { Default: value }: Json, scope: Scope): TemplateValue {
  if (value === undefined) {
    const why = `parameter ${name} has no default`;
    return isTypeOfAws(type) ? unknownButPresent(why) : unknown(why);
  }
  scope.scenario.readDefault();
  const items = String(value)
    .split(',')
    .map((item) => item.trim());
  return isListType(type) ? { kind: 'list', items: items.filter(Boolean).map(scalar) } : scope.evaluate(value);
}

/** CloudFormation takes nothing for such a parameter but what is there, so it is never empty. */
function isTypeOfAws(type: string): boolean {
  return /^(List<)?AWS::.*$/.test(type);
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

export interface Operand {
  /** The value where no deployment can change it. */
  readonly literal?: string;
  readonly json: string;
}

/** One side of a comparison in a condition: a default decides nothing here, since conditions are there for it to be changed. */
export function conditionOperand(json: unknown, scope: Scope): Operand {
  const before = scope.scenario.defaultsRead;
  const literal = literalOf(scope.evaluate(json));
  return { json: JSON.stringify(json), literal: scope.scenario.defaultsRead === before ? literal : undefined };
}

export function exportedValue(name: TemplateValue, scope: Scope): TemplateValue {
  const literal = literalOf(name);
  if (literal === undefined) {
    return unknownButPresent('the name of an import is only known when it is deployed');
  }
  return theOne(scope.templates.exportsNamed(literal, scope.template), `export ${literal}`, scope);
}

/** What CDK hands over to stacks of other regions by custom resources. */
export function writtenValue(name: string, scope: Scope): TemplateValue {
  return theOne(scope.templates.writtenAs(name), name, scope);
}

function theOne(found: readonly Export[], what: string, scope: Scope): TemplateValue {
  const [first, ...more] = found;
  if (!first || more.length > 0) {
    return unknownButPresent(`${what} is ${first ? 'made by several stacks' : 'made outside of this app'}`);
  }
  return scope.in(first.template).evaluate(first.value);
}

export function outputOfNested(declaration: ResourceDeclaration, output: string, scope: Scope): TemplateValue {
  const child = scope.templates.childOf(declaration);
  return child
    ? outputOf(child, output, scope)
    : unknownButPresent(`the template of nested stack ${declaration.logicalId} is not known`);
}

export function outputOfStack(argument: TemplateValue, scope: Scope): TemplateValue {
  const [stackName, output] = ['StackName', 'OutputName'].map((key) => literalOf(at(argument, key)));
  const found = scope.templates.templates.filter(
    ({ source }) => stackName !== undefined && source.stackName === stackName,
  );
  return found.length === 1 && output !== undefined
    ? outputOf(found[0], output, scope)
    : unknownButPresent(`an output of stack ${stackName ?? '?'}, which is not known`);
}

function outputOf(template: Template, output: string, scope: Scope): TemplateValue {
  const value = scope.in(template).evaluate(objectOf(template.entry('Outputs', output)).Value);
  return value === ABSENT ? unknown(`output ${output} is not in the template`) : value;
}
