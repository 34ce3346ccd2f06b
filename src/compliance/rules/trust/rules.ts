export * from './confused-deputy';
export * from './usable';
