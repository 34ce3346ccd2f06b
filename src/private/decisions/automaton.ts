import { Comparison, crossesColons, type Glob, Wildcard } from './glob';

/** Patterns of which a text has to match any. */
export interface Language {
  readonly globs: readonly Glob[];
  readonly comparison: Comparison;
}

/** Characters that stand for all that no pattern names. */
const SPARE = [...'xyzabcdefghijklmnopqrstuvw0123456789_'];

/** A pattern with what each of its wildcards may stand for. */
interface Machine {
  readonly glob: Glob;
  readonly crosses: readonly boolean[];
  readonly folds: boolean;
}

/**
 * The shortest text of each class of texts that the languages tell apart: two texts are in one class where the same languages
 * hold both. All patterns run side by side over all texts, the shortest first, until no text leads to anything new, so that no
 * class is missing and none is empty.
 *
 * @param universe the texts that there are; all texts if it is left out
 */
export function representatives(languages: readonly Language[], universe?: Language): string[] {
  const machines = [...(universe ? [universe] : []), ...languages].map(machinesOf);
  const alphabet = alphabetOf(machines.flat());
  const start = machines.map((each) => each.map((machine) => closed(machine, [0])));
  const seen = new Set([idOf(start)]);
  const found = new Map<string, string>();
  for (let texts: [text: string, states: number[][][]][] = [['', start]]; texts.length > 0; ) {
    for (const [text, states] of texts) {
      const accepted = states.map((each, index) => each.some((state, at) => accepts(machines[index][at], state)));
      const signature = accepted.join();
      if ((!universe || accepted[0]) && !found.has(signature)) {
        found.set(signature, text);
      }
    }
    texts = texts.flatMap(([text, states]) =>
      alphabet.flatMap((character): [string, number[][][]][] => {
        const next = states.map((each, index) => each.map((state, at) => step(machines[index][at], state, character)));
        const id = idOf(next);
        if (seen.has(id)) {
          return [];
        }
        seen.add(id);
        return [[text + character, next]];
      }),
    );
  }
  return [...found.values()];
}

function machinesOf({ globs, comparison }: Language): Machine[] {
  return globs.map((glob) => ({
    glob,
    crosses: crossesColons(glob, comparison),
    folds: comparison === Comparison.FOLDED,
  }));
}

/** One character that no pattern has, the colon, and the characters of the patterns, in the other case last where it is ignored. */
function alphabetOf(machines: readonly Machine[]): string[] {
  const charactersOf = ({ glob }: Machine) => glob.filter((part) => typeof part === 'string');
  const named = machines.flatMap(charactersOf).sort();
  const folded = machines.filter(({ folds }) => folds).flatMap(charactersOf);
  const known = new Set([...named, ...folded.flatMap((each) => [each.toLowerCase(), each.toUpperCase()])]);
  const spare = SPARE.find((character) => !known.has(character) && !known.has(character.toUpperCase()));
  if (spare === undefined) {
    throw new Error('the patterns name every character that could stand for all others');
  }
  return [...new Set([spare, ':', ...named, ...known])];
}

/** The positions in a pattern that a text may have led to, with those behind wildcards that stand for nothing. */
function closed({ glob }: Machine, positions: readonly number[]): number[] {
  const all = new Set(positions);
  for (const position of all) {
    if (glob[position] === Wildcard.MANY) {
      all.add(position + 1);
    }
  }
  return [...all].sort((one, other) => one - other);
}

function step(machine: Machine, state: readonly number[], character: string): number[] {
  const next = state.flatMap((position) => {
    const part = machine.glob[position];
    if (part === undefined) {
      return [];
    }
    if (typeof part === 'string') {
      return isSame(part, character, machine.folds) ? [position + 1] : [];
    }
    if (character === ':' && !machine.crosses[position]) {
      return [];
    }
    return [part === Wildcard.MANY ? position : position + 1];
  });
  return closed(machine, next);
}

function isSame(part: string, character: string, folds: boolean): boolean {
  return part === character || (folds && part.toLowerCase() === character.toLowerCase());
}

function accepts({ glob }: Machine, state: readonly number[]): boolean {
  return state.includes(glob.length);
}

function idOf(states: readonly (readonly (readonly number[])[])[]): string {
  return states.map((each) => each.map((state) => state.join()).join(';')).join('|');
}
