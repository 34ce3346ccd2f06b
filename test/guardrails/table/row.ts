import type { guardrails } from '../../../src';

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** Values of keys that requests are made of; a list of lists for keys with several values. */
export interface KeyValues {
  readonly [key: string]: readonly string[] | { readonly anyOf: readonly string[] };
}

/** What requests are like besides their values. */
export interface Shape {
  /** Resources besides one of the first type of the action. */
  readonly resources?: readonly string[];
  /** Contexts from which many requests differ little, where it takes many keys together to be allowed. */
  readonly near?: readonly Request['context'][];
}

/** The requirement of a guardrail as plain code, and what requests are made of to compare it with what the policy does. */
export interface Oracle extends Shape {
  denies(request: Request, carried: (key: string) => boolean): boolean;
  readonly values: KeyValues;
  /** The requests are of the actions of SageMaker that carry one of these keys. @default - one of the values, but for global keys */
  readonly about?: readonly string[];
  /** Further actions. */
  readonly actions?: readonly string[];
}

/** A guardrail with parameters, and what it denies with them. */
export interface Sample extends Oracle {
  make(): guardrails.Guardrail;
}

/** A built-in guardrail: what its README, its tests, the demo and the benchmarks need to know of it. */
export interface GuardrailRow extends Sample {
  /** What the README says besides the requirement. */
  readonly notes?: string;
  /** The keys that its statements may compare, by operator. */
  readonly compares: Readonly<Record<string, readonly string[]>>;
  /** Samples with other parameters, by what is special about them. */
  readonly variants?: Readonly<Record<string, Sample>>;
  /** The variant in the policies that hold all guardrails, where the usual one takes too much room. */
  readonly short?: string;
  /** Whether it is for a `ResourceControlPolicy`. */
  readonly forResources?: true;
}

export type GuardrailRows = Readonly<Record<string, GuardrailRow>>;
