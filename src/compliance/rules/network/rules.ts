export * from './endpoint-addresses';
export * from './endpoint-policy';
export * from './forwarded-zones';
export * from './resolver-addresses';
