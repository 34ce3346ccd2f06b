export * from './domain';
export * from './space';
export * from './user-settings';
