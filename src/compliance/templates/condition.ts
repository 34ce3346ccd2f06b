import { isObject } from './json';
import { conditionOperand } from './links';
import type { Scope } from './scope';

const HOLDS = ['true', 'false'];

/** Whether a condition holds in the scenario of the scope: a choice where the deployment decides. */
export function conditionHolds(name: string, scope: Scope): boolean {
  return holds(scope.template.entry('Conditions', name), name, scope, [name]);
}

function holds(json: unknown, label: string, scope: Scope, path: readonly string[]): boolean {
  if (!isObject(json)) {
    return eitherWay(label, label, scope);
  }
  const [operator, argument] = Object.entries(json)[0] ?? ['', undefined];
  const operands = Array.isArray(argument) ? argument : [];
  const each = (operand: unknown) => holds(operand, JSON.stringify(operand), scope, path);
  switch (operator) {
    case 'Fn::And':
      return operands.every(each);
    case 'Fn::Or':
      return operands.some(each);
    case 'Fn::Not':
      return !each(operands[0]);
    case 'Fn::Equals':
      return equal(operands, label, scope);
    case 'Condition':
      return nested(String(argument), scope, path);
    default:
      return eitherWay(label, label, scope);
  }
}

function nested(name: string, scope: Scope, path: readonly string[]): boolean {
  const circular = path.includes(name);
  return circular
    ? eitherWay(name, name, scope)
    : holds(scope.template.entry('Conditions', name), name, scope, [...path, name]);
}

/** Two conditions on the same value are not both true where they compare it with different ones. */
function equal(operands: readonly unknown[], label: string, scope: Scope): boolean {
  const [one, other] = operands.map((operand) => conditionOperand(operand, scope));
  if (!one || !other || (one.literal === undefined && other.literal === undefined)) {
    return eitherWay(JSON.stringify(operands), label, scope);
  }
  if (one.literal !== undefined && other.literal !== undefined) {
    return one.literal === other.literal;
  }
  const [subject, literal] = one.literal === undefined ? [one.json, other.literal] : [other.json, one.literal];
  const key = `${scope.template.name} = ${subject}`;
  const settled = scope.scenario.settled(key);
  if (settled !== undefined) {
    return settled === literal;
  }
  const is = eitherWay(`${subject} = ${literal}`, label, scope);
  if (is) {
    scope.scenario.settle(key, String(literal));
  }
  return is;
}

function eitherWay(key: string, label: string, scope: Scope): boolean {
  const labels = HOLDS.map((value) => `${label} is ${value}`);
  return scope.scenario.choose(`${scope.template.name} ? ${key}`, labels) === 0;
}
