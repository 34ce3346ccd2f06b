import { FEATURE_TABLE, type FeatureRow } from '../../src/trust/feature-table';
import { type Tables, table } from './markdown';

/** The table in the README of trust, by the name of its markers. */
export const FEATURE_TABLES: Tables = { features: featuresTable };

function featuresTable(): string[] {
  const rows = Object.entries(FEATURE_TABLE).map(([name, row]: [string, FeatureRow]) => [
    `[\`${name}\`](${row.documentationUrl})`,
    codes(row.sourceArnPatterns),
    row.documented ? 'yes' : 'no',
    codes(row.sessionActions ?? []),
  ]);
  return table(['feature', 'end of `aws:SourceArn`', 'documented by AWS', 'session actions'], rows);
}

function codes(items: readonly string[]): string {
  return items.map((item) => `\`${item}\``).join(', ');
}
