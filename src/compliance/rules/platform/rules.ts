export * from './elastic-inference';
