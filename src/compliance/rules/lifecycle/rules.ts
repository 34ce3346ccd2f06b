export * from './metadata-calls';
export * from './repository-credentials';
export * from './secrets';
