export * from './auth-mode';
export * from './condition-key';
export * from './condition-key-type';
export * from './file-system-access-mode';
export * from './file-system-type';
export * from './requirement';
export * from './when-absent';
export * from './workteam-type';
