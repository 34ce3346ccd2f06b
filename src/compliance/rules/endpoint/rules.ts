export * from './capture-encrypted';
export * from './instance-count';
export * from './volume-encrypted';
