export * from './imds-v2';
export * from './in-vpc';
export * from './no-direct-internet';
export * from './no-root-access';
export * from './platform';
export * from './role-actions';
export * from './security-groups';
export * from './volume-encrypted';
