import { Comparison, crossesColons, type Glob, Wildcard } from './glob';

/** Patterns of which a text has to match any. */
export interface Language {
  readonly globs: readonly Glob[];
  readonly comparison: Comparison;
}

/** Characters that stand for all that no pattern names. */
const SPARE = [...'xyzabcdefghijklmnopqrstuvw0123456789_~+=@%'];

/** Positions in a pattern that a text may have led to, with those behind wildcards that stand for nothing. */
interface State {
  readonly positions: readonly number[];
  readonly accepts: boolean;
  /** Characters that may lead elsewhere than characters that no pattern has. */
  readonly named: readonly string[];
  /** The same in both cases, where the pattern ignores the case. */
  readonly folded: readonly string[];
  readonly next: Map<string, State>;
}

/**
 * The shortest text of each class of texts that the languages tell apart: two texts are in one class where the same languages
 * hold both. All patterns run side by side over all texts, the shortest first, until no text leads to anything new, so that no
 * class is missing and none is empty.
 *
 * @param universe the texts that there are; all texts if it is left out
 */
export function representatives(languages: readonly Language[], universe?: Language): string[] {
  const all = [...(universe ? [universe] : []), ...languages];
  const machines = all.map(({ globs, comparison }) => globs.map((glob) => new Machine(glob, comparison)));
  const spare = spareOf(machines.flat());
  const seen = new Set<string>();
  const found = new Map<string, string>();
  const start = machines.map((each) => each.map((machine) => machine.start));
  for (let texts: [text: string, states: State[][]][] = [['', start]]; texts.length > 0; ) {
    texts = texts.flatMap(([text, states]) => {
      const accepted = states.map((each) => each.some(({ accepts }) => accepts));
      const signature = accepted.join();
      if ((!universe || accepted[0]) && !found.has(signature)) {
        found.set(signature, text);
      }
      const leavesUniverse = universe && states[0].every(({ positions }) => positions.length === 0);
      return leavesUniverse ? [] : followers(text, states, machines, spare, seen);
    });
  }
  return [...found.values()];
}

/** Texts with one more character that lead to something new. */
function followers(
  text: string,
  states: readonly (readonly State[])[],
  machines: readonly (readonly Machine[])[],
  spare: string,
  seen: Set<string>,
): [string, State[][]][] {
  return alphabetOf(states.flat(), spare).flatMap((character): [string, State[][]][] => {
    const next = states.map((each, index) => each.map((state, at) => machines[index][at].step(state, character)));
    const id = next.map((each) => each.map(({ positions }) => positions.join()).join(';')).join('|');
    if (seen.has(id)) {
      return [];
    }
    seen.add(id);
    return [[text + character, next]];
  });
}

/** One character that no pattern has, the colon, and the characters that come next in patterns, in the other case last. */
function alphabetOf(states: readonly State[], spare: string): string[] {
  const named = states.flatMap((state) => state.named).sort();
  return [...new Set([spare, ':', ...named, ...states.flatMap(({ folded }) => folded)])];
}

function spareOf(machines: readonly Machine[]): string {
  const known = new Set(machines.flatMap(({ glob }) => glob.filter((part) => typeof part === 'string')));
  const spare = SPARE.find((character) => !known.has(character) && !known.has(character.toUpperCase()));
  if (spare === undefined) {
    throw new Error('the patterns name every character that could stand for all others');
  }
  return spare;
}

/** A pattern that runs over texts, with the states that it has been in. */
class Machine {
  public readonly start: State;
  private readonly crosses: readonly boolean[];
  private readonly folds: boolean;
  private readonly states = new Map<string, State>();

  constructor(
    public readonly glob: Glob,
    comparison: Comparison,
  ) {
    this.crosses = crossesColons(glob, comparison);
    this.folds = comparison === Comparison.FOLDED;
    this.start = this.stateOf([0]);
  }

  public step(state: State, character: string): State {
    const known = state.next.get(character);
    if (known) {
      return known;
    }
    const next = this.stateOf(state.positions.flatMap((position) => this.after(position, character)));
    state.next.set(character, next);
    return next;
  }

  private after(position: number, character: string): number[] {
    const part = this.glob[position];
    if (part === undefined) {
      return [];
    }
    if (typeof part === 'string') {
      return this.isSame(part, character) ? [position + 1] : [];
    }
    if (character === ':' && !this.crosses[position]) {
      return [];
    }
    return [part === Wildcard.MANY ? position : position + 1];
  }

  private isSame(part: string, character: string): boolean {
    return part === character || (this.folds && part.toLowerCase() === character.toLowerCase());
  }

  private stateOf(reached: readonly number[]): State {
    const all = new Set(reached);
    for (const position of all) {
      if (this.glob[position] === Wildcard.MANY) {
        all.add(position + 1);
      }
    }
    const positions = [...all].sort((one, other) => one - other);
    const id = positions.join();
    const state = this.states.get(id) ?? this.newState(positions);
    this.states.set(id, state);
    return state;
  }

  private newState(positions: readonly number[]): State {
    const named = positions.map((position) => this.glob[position]).filter((part) => typeof part === 'string');
    return {
      positions,
      accepts: positions.includes(this.glob.length),
      named,
      folded: this.folds ? named.flatMap((part) => [part.toLowerCase(), part.toUpperCase()]) : [],
      next: new Map<string, State>(),
    };
  }
}
