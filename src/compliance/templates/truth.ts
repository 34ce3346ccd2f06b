import type { Truth } from './partial-string';

/** Holds where all do. */
export function every(truths: readonly Truth[]): Truth {
  return truths.includes('no') ? 'no' : truths.includes('maybe') ? 'maybe' : 'yes';
}

/** Holds where at least one does. */
export function some(truths: readonly Truth[]): Truth {
  return truths.includes('yes') ? 'yes' : truths.includes('maybe') ? 'maybe' : 'no';
}

export function opposite(truth: Truth): Truth {
  return truth === 'maybe' ? truth : truthOf(truth === 'no');
}

export function truthOf(known: boolean): Truth {
  return known ? 'yes' : 'no';
}
