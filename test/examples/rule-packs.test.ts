import type { App } from 'aws-cdk-lib';
import { type Acknowledgement, acknowledge } from '../../examples/shared/acknowledgement';
import { RULE_PACKS } from '../../examples/shared/rule-packs';
import { testApp } from '../app';
import { contextOf, SOUND_EXAMPLES } from './catalogue';

interface Finding {
  readonly rule: string;
  readonly path: string;
}

/** After a synthesis, as in a deployment: only then do values of other stacks look like what they are. */
function findingsOf(app: App): Finding[] {
  app.synth();
  return RULE_PACKS.flatMap((Pack) => new Pack().validateScope(app).violations).flatMap(
    ({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? '' })),
  );
}

function accepts({ finding, scope }: Acknowledgement, { rule, path }: Finding): boolean {
  return finding === rule && path.startsWith(`${scope.node.path}/`);
}

describe.each(SOUND_EXAMPLES)('in %s, the rule packs', (name, { build }) => {
  const bare = testApp({ context: contextOf(name) });
  const acknowledgements = build(bare);
  const findings = findingsOf(bare);

  test('find nothing that is not acknowledged', () => {
    const app = testApp({ context: contextOf(name) });
    acknowledge(build(app));
    expect(findingsOf(app)).toEqual([]);
  });

  test('find what is acknowledged, and each acknowledgement accepts what no other one accepts', () => {
    const texts = acknowledgements.map(({ finding, scope }) => `${finding} at ${scope.node.path}`);
    const needed = findings.flatMap((finding) => {
      const accepting = texts.filter((_, index) => accepts(acknowledgements[index], finding));
      return accepting.length === 1 ? accepting : [];
    });
    expect([...new Set(needed)].sort()).toEqual([...texts].sort());
  });

  test('leave no acknowledgement without a reason', () => {
    expect(acknowledgements.filter(({ reason }) => reason.trim() === '')).toEqual([]);
  });
});
