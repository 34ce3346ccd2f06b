export * from './policy-comparison-options';
export * from './policy-difference';
