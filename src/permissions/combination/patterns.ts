import { LetterCase } from '../../private/iam-pattern';

/** A character, a wildcard, or a token or policy variable, whose value is not known and which is only like itself. */
type Unit = string;

const UNIT = /\$\{[^}]*\}|[\s\S]/g;
const MANY = '*';
const ONE = '?';

/** The shortest list of patterns that match what both patterns match. None where no text matches both. */
export function commonPatterns(one: string, other: string, letterCase: LetterCase): string[] {
  const meeting = new Meeting(unitsOf(one), unitsOf(other), letterCase);
  return withoutCovered(meeting.from(0, 0), letterCase);
}

/** The patterns that match what a pattern of either list matches. */
export function commonOf(some: readonly string[], others: readonly string[], letterCase: LetterCase): string[] {
  const common = some.flatMap((one) => others.flatMap((other) => commonPatterns(one, other, letterCase)));
  return withoutCovered(common, letterCase);
}

/**
 * The patterns of ARNs that match what a pattern of either list matches. Part by part, since the first five parts of an ARN have
 * no colons.
 */
export function commonArns(some: readonly string[], others: readonly string[]): string[] {
  const common = some.flatMap((one) => others.flatMap((other) => commonArn(one, other)));
  return withoutCovered(common, LetterCase.EXACT);
}

function commonArn(one: string, other: string): string[] {
  const [parts, otherParts] = [arnParts(one), arnParts(other)];
  if (parts.length !== otherParts.length || parts.length === 1) {
    return commonPatterns(one, other, LetterCase.EXACT);
  }
  const common = parts.map((part, index) => commonPatterns(part, otherParts[index], LetterCase.EXACT));
  return common.reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head}:${tail}`)));
}

/** The six parts of an ARN, of which the last may have colons; one part where it is a token, or has wildcards for several parts. */
function arnParts(arn: string): string[] {
  const separators = [...arn.matchAll(/\$\{[^}]*\}|:/g)].filter(([text]) => text === ':').map(({ index }) => index);
  if (separators.length < 5) {
    return [arn];
  }
  const ends = [...separators.slice(0, 5), arn.length];
  return ends.map((end, part) => arn.slice(part === 0 ? 0 : ends[part - 1] + 1, end));
}

/** Whether a pattern matches everything that another one matches, as far as their texts show. */
export function covers(pattern: string, other: string, letterCase: LetterCase): boolean {
  const parts = unitsOf(pattern);
  let positions = skipped(parts, new Set([0]));
  for (const unit of unitsOf(other)) {
    positions = skipped(parts, advanced(parts, positions, unit, letterCase));
  }
  return positions.has(parts.length);
}

function unitsOf(pattern: string): Unit[] {
  return pattern.match(UNIT) ?? [];
}

/** The positions in a pattern, with those behind wildcards that may stand for nothing. */
function skipped(pattern: readonly Unit[], positions: ReadonlySet<number>): Set<number> {
  const all = new Set(positions);
  for (const position of all) {
    if (pattern[position] === MANY) {
      all.add(position + 1);
    }
  }
  return all;
}

function advanced(
  pattern: readonly Unit[],
  positions: ReadonlySet<number>,
  unit: Unit,
  letterCase: LetterCase,
): Set<number> {
  const next = [...positions].flatMap((position) => {
    const part = pattern[position];
    if (part === MANY) {
      return [position];
    }
    return part !== undefined && unit !== MANY && sharedUnit(part, unit, letterCase) === unit ? [position + 1] : [];
  });
  return new Set(next);
}

/** The unit that stands for what both units stand for. */
function sharedUnit(one: Unit, other: Unit, letterCase: LetterCase): Unit | undefined {
  if (one === ONE) {
    return other.length === 1 ? other : undefined;
  }
  if (other === ONE) {
    return one.length === 1 ? one : undefined;
  }
  const same = letterCase === LetterCase.IGNORED ? one.toLowerCase() === other.toLowerCase() : one === other;
  return same ? other : undefined;
}

function withoutCovered(patterns: readonly string[], letterCase: LetterCase): string[] {
  const unique = [...new Set(patterns)];
  return unique.filter(
    (pattern, index) =>
      !unique.some(
        (other, position) =>
          position !== index &&
          covers(other, pattern, letterCase) &&
          (position < index || !covers(pattern, other, letterCase)),
      ),
  );
}

/** Two patterns side by side, each rest of one with each rest of the other once. */
class Meeting {
  private readonly known = new Map<string, string[]>();

  constructor(
    private readonly one: readonly Unit[],
    private readonly other: readonly Unit[],
    private readonly letterCase: LetterCase,
  ) {}

  /** The patterns of what both rests match. */
  public from(start: number, otherStart: number): string[] {
    const id = `${start} ${otherStart}`;
    const known = this.known.get(id);
    if (known) {
      return known;
    }
    const found = withoutCovered(this.rests(start, otherStart), this.letterCase);
    this.known.set(id, found);
    return found;
  }

  private rests(start: number, otherStart: number): string[] {
    const [unit, otherUnit] = [this.one[start], this.other[otherStart]];
    if (unit === undefined && otherUnit === undefined) {
      return [''];
    }
    if (unit === MANY && otherUnit === MANY) {
      return prefixed(MANY, [...this.from(start + 1, otherStart), ...this.from(start, otherStart + 1)]);
    }
    if (unit === MANY) {
      const taken = otherUnit === undefined ? [] : prefixed(otherUnit, this.from(start, otherStart + 1));
      return [...this.from(start + 1, otherStart), ...taken];
    }
    if (otherUnit === MANY) {
      const taken = unit === undefined ? [] : prefixed(unit, this.from(start + 1, otherStart));
      return [...this.from(start, otherStart + 1), ...taken];
    }
    if (unit === undefined || otherUnit === undefined) {
      return [];
    }
    const shared = sharedUnit(unit, otherUnit, this.letterCase);
    return shared === undefined ? [] : prefixed(shared, this.from(start + 1, otherStart + 1));
  }
}

function prefixed(unit: Unit, rests: readonly string[]): string[] {
  return rests.map((rest) => (unit === MANY && rest.startsWith(MANY) ? rest : unit + rest));
}
