export * from './disposable-environment';
