export * from './access-role';
export * from './access-role-props';
export * from './directory-landing-page';
export * from './directory-table';
export * from './directory-user';
export * from './url-issuer';
export * from './url-issuer-props';
export * from './user-directory';
