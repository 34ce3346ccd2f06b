import { evaluate, type Scope } from './evaluation';
import { isObject, type Json, objectOf, own } from './json';
import type { Export } from './set';
import type { ResourceDeclaration, Template } from './template';
import { ABSENT, at, literalOf, scalar, unknown, unknownButPresent, type Value } from './values';

/**
 * Values that come from elsewhere: from whoever deploys a template, from the stack that nests it, from other stacks.
 */

/** More allowed values than that are not tried one by one. */
const MAX_ALLOWED_VALUES = 16;

/**
 * Each of its allowed values in turn where a parameter has them; else its default, which is what holds unless whoever
 * deploys says otherwise. What has neither is not known.
 */
export function parameterValue(name: string, scope: Scope): Value {
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

function givenByParent(name: string, scope: Scope): Value | undefined {
  const parent = scope.template.set.parentOf(scope.template);
  const given = parent && own(objectOf(objectOf(parent.properties).Parameters), name);
  return parent && given !== undefined ? evaluate(given, { ...scope, template: parent.template }) : undefined;
}

function allowedValue(name: string, { Type: type, AllowedValues: values }: Json, scope: Scope): Value | undefined {
  if (!Array.isArray(values) || values.length === 0 || isListType(String(type))) {
    return undefined;
  }
  if (values.length > MAX_ALLOWED_VALUES) {
    return unknown(`parameter ${name} has ${values.length} allowed values`);
  }
  const labels = values.map((value) => `${name} is ${value}`);
  return scalar(values[scope.world.choose(`${scope.template.name} parameter ${name}`, labels)]);
}

function defaultValue(name: string, type: string, { Default: value }: Json, scope: Scope): Value {
  if (value === undefined) {
    const why = `parameter ${name} has no default`;
    return isTypeOfAws(type) ? unknownButPresent(why) : unknown(why);
  }
  scope.world.readDefault();
  const items = String(value)
    .split(',')
    .map((item) => item.trim());
  return isListType(type) ? { kind: 'list', items: items.filter(Boolean).map(scalar) } : evaluate(value, scope);
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
  const before = scope.world.defaultsRead;
  const literal = literalOf(evaluate(json, scope));
  return { json: JSON.stringify(json), literal: scope.world.defaultsRead === before ? literal : undefined };
}

export function exportedValue(name: Value, scope: Scope): Value {
  const literal = literalOf(name);
  if (literal === undefined) {
    return unknownButPresent('the name of an import is only known when it is deployed');
  }
  return theOne(scope.template.set.exportsNamed(literal, scope.template), `export ${literal}`, scope);
}

/** What CDK hands over to stacks of other regions by custom resources. */
export function writtenValue(name: string, scope: Scope): Value {
  return theOne(scope.template.set.writtenAs(name), name, scope);
}

function theOne(found: readonly Export[], what: string, scope: Scope): Value {
  const [first, ...more] = found;
  if (!first || more.length > 0) {
    return unknownButPresent(`${what} is ${first ? 'made by several stacks' : 'made outside of this app'}`);
  }
  return evaluate(first.value, { ...scope, template: first.template });
}

export function outputOfNested(declaration: ResourceDeclaration, output: string, scope: Scope): Value {
  const child = scope.template.set.childOf(declaration);
  return child
    ? outputOf(child, output, scope)
    : unknownButPresent(`the template of nested stack ${declaration.logicalId} is not known`);
}

export function outputOfStack(argument: Value, scope: Scope): Value {
  const [stackName, output] = ['StackName', 'OutputName'].map((key) => literalOf(at(argument, key)));
  const found = scope.template.set.templates.filter(
    ({ source }) => stackName !== undefined && source.stackName === stackName,
  );
  return found.length === 1 && output !== undefined
    ? outputOf(found[0], output, scope)
    : unknownButPresent(`an output of stack ${stackName ?? '?'}, which is not known`);
}

function outputOf(template: Template, output: string, scope: Scope): Value {
  const value = evaluate(objectOf(template.entry('Outputs', output)).Value, { ...scope, template });
  return value === ABSENT ? unknown(`output ${output} is not in the template`) : value;
}
