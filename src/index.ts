export * as access from './access';
export * as conditions from './conditions';
export * as guardrails from './guardrails';
export * as network from './network';
export * as notebook from './notebook';
export * as permissions from './permissions';
export * as studio from './studio';
export * as trust from './trust';
