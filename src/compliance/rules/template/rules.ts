export * from './readable';
