import { type App, type Environment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { testApp } from '../app';
import { synthesized } from '../life-cycle/templates';
import { SAMPLE_ROWS } from '../samples';
import { normalized } from './normalized';

const ACCOUNT = '111122223333';
const PARTITIONS: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
const REGION = 'us-west-2';

type Build = (scope: Construct) => void;

/** Snapshots of all samples of an area, and of what differs in the other partitions. */
export function snapshotsOf(area: string): void {
  const samples = SAMPLE_ROWS.filter(([name]) => name.startsWith(`${area}.`));
  describe.each(samples)('%s %s', (_, __, build) => {
    const usual = templateIn(REGION, build);

    test('is what was released', () => {
      expect(usual).toMatchSnapshot();
    });

    test.each(Object.entries(PARTITIONS))('differs in %s by what was released', (___, region) => {
      const other = templateIn(region, build);
      expect(other === usual ? 'nothing' : changedLines(usual, other)).toMatchSnapshot();
    });
  });
}

/** The region has a placeholder, since it stands in many places. An error is what the partition has instead of a template. */
function templateIn(region: string, build: Build): string {
  const app: App = testApp();
  const env: Environment = { account: ACCOUNT, region };
  try {
    build(new Stack(app, 'Stack', { env, stackName: 'stack' }));
    const text = JSON.stringify(synthesized(app), undefined, 1);
    return normalized(text).replaceAll(region, '<region>');
  } catch (error) {
    return `${error}`.replaceAll(region, '<region>');
  }
}

/** The lines that only one of two texts has, in order. */
function changedLines(before: string, after: string): string {
  const [old, now] = [before, after].map((text) => text.split('\n'));
  const removed = missingFrom(old, now).map((line) => `- ${line.trim()}`);
  const added = missingFrom(now, old).map((line) => `+ ${line.trim()}`);
  return [...removed, ...added].join('\n');
}

/** The lines that occur more often here than there. */
function missingFrom(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
