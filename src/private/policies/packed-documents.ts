import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { type PolicySize, policySize } from './policy-size';
import { RememberedResolution } from './resolution';
import { type MayUnite, merged, normalized, type OwnedStatement, rendered, withoutTwins } from './statement-json';

/** Statements that belong together and stay in one document where they fit. */
export interface StatementGroup {
  readonly id: string;
  readonly statements: readonly iam.PolicyStatement[];
}

/** A policy document of which the values may be tokens. */
export interface PackedDocument {
  readonly document: PolicyJson;
  readonly size: PolicySize;
}

export interface PolicyJson {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Record<string, unknown>[];
}

/** What a group takes by itself, without what it shares with others. */
export interface GroupSize {
  readonly id: string;
  readonly length: number;
}

export interface Packing {
  readonly documents: readonly PackedDocument[];
  /** The largest first. */
  readonly groups: readonly GroupSize[];
}

/** A statement, or several that stay together, with the characters they take. */
interface Piece {
  readonly id: string;
  readonly statements: readonly Record<string, unknown>[];
  readonly length: number;
}

/** Without statements; each statement has a comma behind it but for the last one. */
const FRAME_LENGTH = JSON.stringify(documentOf([])).length - 1;

/** What a number at the end of an id takes at most. */
const NUMBER_LENGTH = 4;

/** The values of a stack, resolved and measured. */
class StackValues extends RememberedResolution {
  constructor(private readonly scope: IConstruct) {
    super(Stack.of(scope));
  }

  public sizeOf(document: unknown): PolicySize {
    return policySize(this.scope, document, this);
  }
}

/**
 * Merges and packs statements into as few documents as hold them. Neither the order of the groups nor that of their
 * statements matters to the result. Merging never makes a statement too long for a document, and where it costs documents,
 * since small statements fill gaps better, statements stay as they are.
 */
export function packedDocuments(scope: IConstruct, groups: readonly StatementGroup[], maxLength: number): Packing {
  const values = new StackValues(scope);
  const capacity = maxLength - FRAME_LENGTH;
  const statements = ownedStatements(values, groups);
  const bins = fewestBins(values, withoutTwins(values, statements), capacity);
  return {
    documents: bins.map((bin) => documentWithSize(values, bin)),
    // Only wanted where something does not fit.
    get groups() {
      const later = new StackValues(scope);
      return largestFirst(piecesOf(later, mergedInGroups(later, statements, capacity)));
    },
  };
}

/** The first of the ways to merge that needs the fewest documents. */
function fewestBins(values: StackValues, statements: readonly OwnedStatement[], capacity: number): Piece[][] {
  const ways = [
    () => mergedWithin(values, statements, capacity),
    () => mergedInGroups(values, statements, capacity),
    () => statements,
  ];
  let best: Piece[][] | undefined;
  for (const way of ways) {
    const bins = packedPieces(values, piecesOf(values, way()), capacity);
    best = best && best.length <= bins.length ? best : bins;
    if (best.length <= 1) {
      break;
    }
  }
  return best!;
}

/** Merged as far as every statement still fits into a document. */
function mergedWithin(values: StackValues, statements: readonly OwnedStatement[], capacity: number): OwnedStatement[] {
  const fits: MayUnite = ({ sids, statement }) =>
    values.sizeOf(rendered(statement, sids.join('And'))).atMost + NUMBER_LENGTH < capacity;
  const all = merged(values, statements);
  return all.every(fits) ? all : merged(values, statements, fits);
}

function mergedInGroups(
  values: StackValues,
  statements: readonly OwnedStatement[],
  capacity: number,
): OwnedStatement[] {
  const owners = [...new Set(statements.map(({ owner }) => owner))];
  return owners.flatMap((id) =>
    mergedWithin(
      values,
      statements.filter(({ owner }) => owner === id),
      capacity,
    ),
  );
}

function packedPieces(values: StackValues, pieces: readonly Piece[], capacity: number): Piece[][] {
  const together = packed(
    pieces.flatMap((piece) => (piece.length > capacity ? singles(values, piece) : [piece])),
    capacity,
  );
  const apart = packed(
    pieces.flatMap((piece) => singles(values, piece)),
    capacity,
  );
  return apart.length < together.length ? apart : together;
}

function piecesOf(values: StackValues, statements: readonly OwnedStatement[]): Piece[] {
  const pieces = new Map<string, Record<string, unknown>[]>();
  const taken = new Set<string>();
  for (const { owner, sids, statement } of statements) {
    const sid = uniqueSid(sids.join('And'), taken);
    taken.add(sid);
    pieces.set(owner, [...(pieces.get(owner) ?? []), rendered(statement, sid)]);
  }
  return [...pieces].map(([id, each]) => pieceOf(values, id, each));
}

/** In an order that depends on nothing but what they say. */
function ownedStatements(values: StackValues, groups: readonly StatementGroup[]): OwnedStatement[] {
  const owned = groups.flatMap(({ id, statements }) =>
    statements.map((statement) => ({
      owner: id,
      sids: [statement.sid ?? sidOf(id)],
      statement: normalized(values, statement),
    })),
  );
  return sortedBy(owned, ({ owner, sids, statement }) =>
    [owner, ...sids, JSON.stringify(values.resolve(statement))].join(' '),
  );
}

/** The id of a group with a capital for every word, since ids of statements are made of letters and digits. */
export function sidOf(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function uniqueSid(wanted: string, taken: ReadonlySet<string>): string {
  let sid = wanted;
  for (let number = 2; taken.has(sid); number++) {
    sid = `${wanted}${number}`;
  }
  return sid;
}

function pieceOf(values: StackValues, id: string, statements: readonly Record<string, unknown>[]): Piece {
  return {
    id,
    statements,
    length: statements.reduce((sum, statement) => sum + values.sizeOf(statement).atMost + 1, 0),
  };
}

function singles(values: StackValues, { id, statements }: Piece): Piece[] {
  return statements.map((statement) => pieceOf(values, id, [statement]));
}

/** First fit, the largest first. A piece that fits nowhere gets a document of its own, too long as it may be. */
function packed(pieces: readonly Piece[], capacity: number): Piece[][] {
  const bins: { pieces: Piece[]; length: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => b.length - a.length || compare(a.id, b.id))) {
    const bin = bins.find(({ length }) => length + piece.length <= capacity);
    if (bin) {
      bin.pieces.push(piece);
      bin.length += piece.length;
    } else {
      bins.push({ pieces: [piece], length: piece.length });
    }
  }
  const inOrder = bins.map((bin) => sortedBy(bin.pieces, ({ id }) => id));
  return sortedBy(inOrder, ([first]) => first.id);
}

function documentWithSize(values: StackValues, pieces: readonly Piece[]): PackedDocument {
  const document = documentOf(pieces.flatMap(({ statements }) => statements));
  return { document, size: values.sizeOf(document) };
}

function documentOf(statements: readonly Record<string, unknown>[]): PolicyJson {
  return { Version: '2012-10-17', Statement: statements };
}

function largestFirst(pieces: readonly Piece[]): GroupSize[] {
  return pieces.map(({ id, length }) => ({ id, length })).sort((a, b) => b.length - a.length || compare(a.id, b.id));
}

function sortedBy<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  const texts = items.map((item) => ({ item, text: textOf(item) }));
  return texts.sort((a, b) => compare(a.text, b.text)).map(({ item }) => item);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
