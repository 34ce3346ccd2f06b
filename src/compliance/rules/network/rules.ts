export * from './endpoint-addresses';
export * from './endpoint-policy';
export * from './resolver-addresses';
