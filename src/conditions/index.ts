export * from './condition-key';
export * from './requirement';
export * from './values';
