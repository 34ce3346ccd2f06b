import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ResourceImpact, type TemplateDiff } from '@aws-cdk/cloudformation-diff';
import { migrationDocument } from '../../projenrc/docs/migration';
import { differenceOf, MIGRATIONS } from './migrations';

const GUIDE = readFileSync(join(__dirname, '../../docs/migration.md'), 'utf-8');
const SAFE: readonly ResourceImpact[] = [
  ResourceImpact.NO_CHANGE,
  ResourceImpact.WILL_UPDATE,
  ResourceImpact.WILL_CREATE,
];

/** The properties whose change replaces a resource, and the resources that disappear. */
function replacedIn({ resources }: TemplateDiff): string[] {
  return resources.logicalIds.flatMap((id) => {
    const difference = resources.get(id);
    if (difference.isRemoval) {
      return [id];
    }
    const changes = Object.entries(difference.propertyUpdates);
    return changes
      .filter(([, { changeImpact }]) => !SAFE.includes(changeImpact ?? ResourceImpact.NO_CHANGE))
      .map(([name]) => `${id}.${name}`);
  });
}

test('the migration guide has the current differences; "npx projen docs:tables" writes them', () => {
  expect(GUIDE).toBe(migrationDocument(GUIDE));
});

test.each(Object.entries(MIGRATIONS))(
  'the step %s of the migration guide replaces only what the guide says',
  (_, migration) => {
    const difference = differenceOf(migration);
    expect(difference.differenceCount).toBeGreaterThan(0);
    expect(replacedIn(difference)).toEqual(migration.replaced ?? []);
  },
);

test('every step that needs AWS is marked as not run', () => {
  const commands = [...GUIDE.matchAll(/^ *```sh\n *([\s\S]*?)^ *```$/gm)].map(([, code]) => code);
  const needAws = commands.filter((code) => /^ *(npx cdk|aws|terraform) /m.test(code)); // unanchored: the first words of a line
  expect(needAws.length).toBeGreaterThan(5);
  expect(needAws.filter((code) => !code.startsWith('# Not run by a test'))).toEqual([]);
});
