export * from './full-access';
export * from './presigned-urls';
export * from './private-api-logs';
export * from './private-api-policy';
export * from './private-api-union';
