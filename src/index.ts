export * as conditions from './conditions';
export * as notebook from './notebook';
export * as trust from './trust';
