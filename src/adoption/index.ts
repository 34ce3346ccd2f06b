export * from './deployed-state';
