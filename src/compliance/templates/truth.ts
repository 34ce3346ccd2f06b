/** Whether something holds: `maybe` where that hangs on what is not known. */
export type Truth = 'yes' | 'no' | 'maybe';

/** Holds where all do. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) {
    return 'no';
  }
  return truths.includes('maybe') ? 'maybe' : 'yes';
}

/** Holds where at least one does. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) {
    return 'yes';
  }
  return truths.includes('maybe') ? 'maybe' : 'no';
}

export function opposite(truth: Truth): Truth {
  return truth === 'maybe' ? truth : truthOf(truth === 'no');
}

export function truthOf(known: boolean): Truth {
  return known ? 'yes' : 'no';
}
