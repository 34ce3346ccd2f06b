export * from './directory-landing-page';
export * from './directory-table';
export * from './directory-user';
export * from './user-directory';
