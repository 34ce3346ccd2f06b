export * from './control';
export * from './pack';
export * from './rule';
export * from './rule-settings';
export * from './rule-severity';
export * from './sage-maker-checks';
export * from './sage-maker-checks-props';
export * from './severity';
