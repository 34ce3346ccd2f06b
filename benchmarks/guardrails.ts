import { Stack } from 'aws-cdk-lib';
import { guardrails } from 'cdk-secure-sagemaker';
import { RequestSpace } from '../src/private/decisions/requests';
import { testApp } from '../test/app';
import { AREA_NAMES, AREAS } from '../test/effects/areas';
import { ENVIRONMENTS } from '../test/effects/environment';
import { synthesize } from '../test/effects/harness';
import { EVERY_GUARDRAIL } from '../test/guardrails/table';
import { PROVED_IN_PARTS, proofOf } from '../test/proofs/proofs';
import { ALL_REQUESTS } from '../test/proofs/universe';
import { median, timed } from './measure';

const ROUNDS = 50;

/** Characters of the same statements in three forms. */
interface Lengths {
  /** As people write policies: every statement for itself, indented by two. */
  readonly indented: number;
  /** Without white space. */
  readonly minified: number;
  /** Merged and packed, as the library renders them. */
  readonly rendered: number;
}

/** How short guardrails are, which is what the quota of a service control policy is about, and how long rendering takes. */
export function tellOfGuardrails(): void {
  say('\ncharacters of each guardrail in a policy of its own, and of all of them in as few as hold them\n');
  say('guardrail                   | indented | minified | rendered | rendered/indented | rendered/minified');
  say('----------------------------|----------|----------|----------|-------------------|------------------');
  const all = Object.values(EVERY_GUARDRAIL);
  for (const guardrail of all) {
    tell(guardrail.id, lengthsOf([guardrail]));
  }
  tell(`all ${all.length}`, lengthsOf(all));
  const times = Array.from({ length: ROUNDS }, () => renderingTime(all));
  say(
    `\nrendering all of them: ${median(times).toFixed(1)} ms, the median of ${ROUNDS} rounds (${times[0].toFixed(1)} ms the first time)`,
  );
}

/** How long it takes to prove the policies of an area, each over all classes of requests in one partition. */
export function tellOfProofs(): void {
  say('\nproof of all policies of an area over all classes of requests, in ms\n');
  say('area         | policies |  classes |       ms');
  say('-------------|----------|----------|---------');
  const space = new RequestSpace(ALL_REQUESTS);
  for (const area of AREA_NAMES) {
    const subjects = [...synthesize(AREAS[area].subjects)].filter(([name]) => !PROVED_IN_PARTS.includes(name));
    let classes = 0;
    const time = timed(() => {
      for (const [name, subject] of subjects) {
        classes += proofOf(area, name, subject, ENVIRONMENTS[0], space).classes;
      }
    });
    say(
      [area.padEnd(12), ...[subjects.length, classes, time.toFixed(0)].map((each) => String(each).padStart(8))].join(
        ' | ',
      ),
    );
  }
}

function lengthsOf(given: guardrails.Guardrail[]): Lengths {
  const stack = stackInOneRegion();
  const statements = given
    .flatMap((guardrail) => guardrail.statements())
    .map((statement) => stack.resolve(statement.toStatementJson()));
  const document = { Version: '2012-10-17', Statement: withoutReferences(statements) };
  return {
    indented: JSON.stringify(document, null, 2).length,
    minified: JSON.stringify(document).length,
    rendered: rendered(stack, given).reduce((sum, { length }) => sum + length, 0),
  };
}

const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

/** What CloudFormation puts in for the references in the statements, which are text in what is rendered. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': ENVIRONMENT.account,
  'AWS::Partition': 'aws',
  'AWS::Region': ENVIRONMENT.region,
};

function withoutReferences(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (_, value) => {
    const parts: (string | { Ref: string })[] | undefined = value?.['Fn::Join']?.[1];
    return parts
      ? parts.map((part) => (typeof part === 'string' ? part : PSEUDO_PARAMETERS[part.Ref])).join('')
      : value;
  });
}

function renderingTime(given: guardrails.Guardrail[]): number {
  const stack = stackInOneRegion();
  return timed(() => rendered(stack, given));
}

function rendered(stack: Stack, given: guardrails.Guardrail[]): string[] {
  return new guardrails.ServiceControlPolicy(stack, 'Scp', { guardrails: given, targetIds: ['r-ab12'] }).documents;
}

function stackInOneRegion(): Stack {
  return new Stack(testApp(), 'Stack', { env: ENVIRONMENT });
}

function tell(what: string, { indented, minified, rendered: ours }: Lengths): void {
  const lengths = [indented, minified, ours].map((length) => String(length).padStart(8));
  const ratios = [(ours / indented).toFixed(2).padStart(17), (ours / minified).toFixed(2).padStart(17)];
  say([what.padEnd(27), ...lengths, ...ratios].join(' | '));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
