export * from './execution-role';
export * from './execution-role-grants';
export * from './feature';
export * from './feature-resource';
export * from './sagemaker-principal';
export * from './service-statement';
export * from './session-action';
export * from './source';
