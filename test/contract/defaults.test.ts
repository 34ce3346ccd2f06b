import type * as spec from '@jsii/spec';
import { Duration, Size } from 'aws-cdk-lib';
import { trust } from '../../src';
import { remembering } from '../effects/remembering';
import { loadAssembly } from './assembly';
import { type DefaultRow, evaluate, literalOf, statedDefaults } from './defaults';
import { DEFAULTS } from './defaults-table';

const stated = statedDefaults(loadAssembly());
const observe = (prop: string, value: unknown) => (DEFAULTS[prop] as DefaultRow).observe(value as never);
/** What a prop does that is left out, which takes a synth. */
const usualOf = remembering((prop) => observe(prop, undefined));

describe('documented defaults', () => {
  test('that are code have a row in the table', () => {
    expect(stated.map(({ prop }) => prop).filter((prop) => !(prop in DEFAULTS))).toEqual([]);
  });

  test('are code where the table has a row', () => {
    expect(Object.keys(DEFAULTS).filter((row) => !stated.some(({ prop }) => prop === row))).toEqual([]);
  });

  describe.each(stated.filter(({ prop }) => prop in DEFAULTS).map((row) => [row.prop, row.literal, row] as const))(
    '%s = %s',
    (prop, _, row) => {
      test('is what the code does', () => {
        const effect = usualOf(prop);
        expect(effect).toBeDefined();
        expect(observe(prop, evaluate(row))).toEqual(effect);
      });

      test('is not what another value does', () => {
        expect(observe(prop, DEFAULTS[prop].other)).not.toEqual(usualOf(prop));
      });
    },
  );
});

describe('the reading of defaults', () => {
  test.each([
    ['`SourceScope.STACK_ACCOUNT` - those of the account', 'SourceScope.STACK_ACCOUNT'],
    ['2048 - what IAM grants', '2048'],
    ["'/' - the root path - always", "'/'"],
    ['`[1 - 2]`', '[1 - 2]'],
    ['Duration.hours(1)', 'Duration.hours(1)'],
  ])('takes the literal of %j', (text, literal) => {
    expect(literalOf(text)).toBe(literal);
  });

  test('leaves words alone, and takes everything else for code', () => {
    const property = (name: string, text?: string) => ({ name, docs: { default: text } });
    const properties = [
      property('words', '- none'),
      property('silent'),
      property('code', 'true'),
      property('slip', 'none at all'),
    ];
    const assembly = {
      name: 'lib',
      types: { 'lib.a.Props': { fqn: 'lib.a.Props', kind: 'interface', properties } },
    } as unknown as spec.Assembly;
    expect(statedDefaults(assembly)).toEqual([
      { prop: 'a.Props.code', literal: 'true' },
      { prop: 'a.Props.slip', literal: 'none at all' },
    ]);
  });

  test('evaluates code as a user of the submodule would write it', () => {
    const value = (literal: string) => evaluate({ prop: 'trust.ExecutionRoleProps.x', literal });
    expect(value('SourceScope.STACK_ACCOUNT')).toBe(trust.SourceScope.STACK_ACCOUNT);
    expect(value('trust.Feature.STUDIO')).toBe(trust.Feature.STUDIO);
    expect(value('Duration.hours(1)')).toEqual(Duration.hours(1));
    expect(value('Size.gibibytes(5)')).toEqual(Size.gibibytes(5));
    expect(value("'/'")).toBe('/');
    expect(() => value('none at all')).toThrow('trust.ExecutionRoleProps.x: the default "none at all" is no code');
    expect(() => value('RootAccess.DISABLED')).toThrow('is no code');
  });
});
