export * from './no-docker';
export * from './no-output-sharing';
export * from './no-remote-access';
export * from './no-studio-classic';
export * from './shutdown-when-idle';
export * from './user-source-identity';
export * from './vpc-only';
