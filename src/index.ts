export * as trust from './trust';
