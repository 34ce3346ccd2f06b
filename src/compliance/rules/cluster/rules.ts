export * from './in-vpc';
export * from './volumes-encrypted';
