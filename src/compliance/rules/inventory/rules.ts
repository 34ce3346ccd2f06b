export * from './described';
export * from './tagged';
