export * as notebook from './notebook';
export * as trust from './trust';
