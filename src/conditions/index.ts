export * from './condition-key';
export * from './condition-key-type';
export * from './requirement';
export * from './values';
