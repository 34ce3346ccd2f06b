export * from './encrypted';
