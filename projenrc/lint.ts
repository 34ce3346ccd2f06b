import { javascript } from 'projen';

/** Style and rules of Biome. The layers of `layers.ts` are checked by a contract test, which follows imports of any depth. */
export const BIOME: javascript.BiomeOptions = {
  // Later versions publish bindings that not every npm mirror holds, which breaks `npm ci`.
  version: '2.5.15',
  biomeConfig: {
    formatter: { indentStyle: javascript.biome_config.IndentStyle.SPACE, indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: javascript.biome_config.QuoteStyle.SINGLE } },
    linter: {
      rules: {
        complexity: { noStaticOnlyClass: 'off', noThisInStatic: 'off' },
        style: { noNonNullAssertion: 'off' },
        // Policies and templates are full of placeholders that are none of TypeScript's.
        suspicious: { noTemplateCurlyInString: 'off' },
      },
    },
  },
};

/** Tests only check; `npx projen biome:fix` writes. */
export function configureLint(project: javascript.NodeProject): void {
  const biome = javascript.Biome.of(project)!;
  for (const pattern of ['examples/**', 'demo/**', 'benchmarks/**', '!src/conditions/catalogue.ts']) {
    biome.addFilePattern(pattern);
  }
  biome.task.reset('biome check --no-errors-on-unmatched', { receiveArgs: true });
  project.addTask('biome:fix', {
    description: 'Fixes style and safe lint findings',
    exec: 'biome check --write --no-errors-on-unmatched',
  });
}
