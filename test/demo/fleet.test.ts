import { type Check, FleetDemo } from '../../demo/fleet/fleet-steps';
import { testApp } from '../app';

test('every check of the demo of a fleet holds, and every step has several', async () => {
  const steps: [string, readonly Check[]][] = [];
  for await (const { title, checks } of new FleetDemo(() => testApp()).steps()) {
    steps.push([title, checks]);
  }
  expect(steps.map(([title]) => title)).toEqual([
    'The report',
    'Notice, outside the maintenance window',
    'The maintenance window',
    'Two runs at the same time',
    'The evidence',
  ]);
  expect(steps.every(([, checks]) => checks.length > 1)).toBe(true);
  expect(steps.flatMap(([, checks]) => checks.filter(({ held }) => !held))).toEqual([]);
});
