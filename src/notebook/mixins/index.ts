export * from './notebook-instance';
