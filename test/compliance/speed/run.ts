import { judge } from '../../../src/compliance/judging/judge';
import { Pack } from '../../../src/compliance/rules/pack';
import { TemplateSet } from '../../../src/compliance/templates/set';
import { bigTemplate } from './template';

/*
 * Runs in a separate process, so that neither Jest nor its coverage is measured. Writes two medians: how many copies of the
 * template could be made while all rules judge it, and how many times longer the rules take for a template of twice the size.
 * Both compare times of the same round, because machines differ in speed and other work slows them down.
 */
const WARM_UP = 6;
const ROUNDS = 9;
/** As many as take about as long as the rules, so that other work slows both down alike. */
const COPIES = 20;

const [once, twice] = [1, 2].map((factor) => JSON.stringify(bigTemplate(factor)));

/** Milliseconds of the processor. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}

function judged(text: string): number {
  return timed(() =>
    judge(new TemplateSet([{ name: 'Stack', read: () => JSON.parse(text) }]), { rules: Pack.ALL.rules }),
  );
}

function copied(text: string): number {
  const template = JSON.parse(text);
  return timed(() => Array.from({ length: COPIES }, () => copy(template))) / COPIES;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copy);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
  }
  return value;
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

function round(): { readonly copies: number; readonly ratio: number } {
  const [each, time, double] = [copied(once), judged(once), judged(twice)];
  return { copies: time / each, ratio: double / time };
}

const rounds = Array.from({ length: WARM_UP + ROUNDS }, round).slice(WARM_UP);
const copies = median(rounds.map((each) => each.copies));
const ratio = median(rounds.map((each) => each.ratio));
process.stdout.write(JSON.stringify({ copies, ratio }));
