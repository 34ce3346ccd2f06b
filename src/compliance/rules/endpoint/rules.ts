export * from './instance-count';
export * from './volume-encrypted';
