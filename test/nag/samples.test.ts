import { Stack } from 'aws-cdk-lib';
import { acknowledgementFaults, explains, type Finding } from '../acknowledgements/acknowledgement';
import { CDK_NAG } from '../acknowledgements/cdk-nag';
import { testApp } from '../app';
import { ENV } from '../life-cycle/templates';
import { SAMPLE_ROWS } from '../samples';
import { allFindings } from './packs';

function findingsOf(build: (typeof SAMPLE_ROWS)[number][2]): Finding[] {
  const stack = new Stack(testApp(), 'Stack', { env: ENV, stackName: 'stack' });
  build(stack);
  return allFindings(stack).map((text) => {
    const [, path, rule] = /^(.*?): (?:AwsSolutions|HIPAA\.Security|NIST\.800\.53\.R[45]|PCI\.DSS\.321)-(.*)$/s.exec(
      text,
    )!;
    return { path, rule, text };
  });
}

const FINDINGS = SAMPLE_ROWS.map(([name, kind, build]) => [`${name} (${kind})`, findingsOf(build)] as const);

test.each(FINDINGS)('the rule packs find nothing in %s but what has a reason', (_, findings) => {
  const unexplained = findings.filter((finding) => !CDK_NAG.some((row) => explains(row, finding)));
  expect(unexplained).toEqual([]);
});

test('the packs find everything that is acknowledged', () => {
  const all = FINDINGS.flatMap(([, findings]) => findings);
  expect(acknowledgementFaults(all, CDK_NAG)).toEqual([]);
});
