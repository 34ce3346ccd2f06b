import { judge } from '../../../src/compliance/judging/judge';
import { Pack } from '../../../src/compliance/rules/pack';
import { TemplateSet } from '../../../src/compliance/templates/set';
import { bigTemplate } from './template';

/*
 * Run by itself, so that neither Jest nor its coverage is measured. Says in milliseconds of the processor how long it takes to
 * judge the template by all rules: the first time, and the median of several times; and the latter for twice the template.
 */
const WARM_UP = 10;
const ROUNDS = 15;

const [once, twice] = [1, 2].map((factor) => JSON.stringify(bigTemplate(factor)));

function judged(text: string): { readonly cpu: number; readonly wall: number } {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  judge(new TemplateSet([{ name: 'Stack', read: () => JSON.parse(text) }]), { rules: Pack.ALL.rules });
  return { cpu: process.cpuUsage(cpu).user / 1000, wall: performance.now() - start };
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

const cold = judged(once);
const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => ({ once: judged(once), twice: judged(twice) })).slice(
  WARM_UP,
);
const warm = {
  cpu: median(rounds.map((round) => round.once.cpu)),
  wall: median(rounds.map((round) => round.once.wall)),
};
const double = {
  cpu: median(rounds.map((round) => round.twice.cpu)),
  wall: median(rounds.map((round) => round.twice.wall)),
};
process.stdout.write(JSON.stringify({ cold, warm, double }));
