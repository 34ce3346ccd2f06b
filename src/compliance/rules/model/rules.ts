export * from './in-vpc';
export * from './network-isolation';
export * from './private-registry';
