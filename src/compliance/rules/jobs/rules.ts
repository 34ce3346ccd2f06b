export * from './pipelines';
export * from './processing';
