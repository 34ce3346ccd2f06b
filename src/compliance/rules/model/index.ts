export * from './network-isolation';
