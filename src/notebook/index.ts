export * from './code-repository';
export * from './instance';
export * from './instance-grants';
export * from './instance-props';
export * from './instance-type';
export * from './lifecycle-config';
export * from './lifecycle-script';
export * as mixins from './mixins';
export * from './platform';
