export * from './encrypted';
export * from './network-isolation';
export * from './traffic-encrypted';
