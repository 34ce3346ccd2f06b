export * from './imds-v2';
export * from './no-direct-internet';
export * from './no-root-access';
export * from './volume-encrypted';
