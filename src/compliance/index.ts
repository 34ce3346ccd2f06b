export * from './evidence/props';
export * from './evidence/report';
export * from './judging/sage-maker-checks';
export * from './rules/attributes';
export * from './rules/pack';
export * from './rules/rule';
export * from './rules/settings';
