import { guardrails } from '../../src';
import { GUARDRAIL_ROWS } from './table';

const FACTORIES = Object.getOwnPropertyNames(guardrails.Guardrail).filter(
  (name) => typeof Reflect.get(guardrails.Guardrail, name) === 'function',
);

test('every factory of guardrails has a row in the table', () => {
  const missing = FACTORIES.filter((name) => !Object.hasOwn(GUARDRAIL_ROWS, name));
  const remedy = 'add one to the file of test/guardrails/table that is named like the one in src/guardrails/built-in';
  expect(missing.map((name) => `Guardrail.${name} has no row: ${remedy}`)).toEqual([]);
});
