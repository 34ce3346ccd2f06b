export * from './fleet-hardening';
export * from './fleet-setting';
export * from './maintenance-window';
export * from './props';
