export * from './vpc-only';
