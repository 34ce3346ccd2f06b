export { configureBundles, RUNTIME_DEPENDENCIES, RUNTIME_FOLDERS } from './bundles';
export { configureCompatibility } from './compatibility';
export { configureJest } from './jest';
export { BIOME, configureLint } from './lint';
export { configureLockfile } from './lockfile';
export { configurePackaging } from './packaging';
export { configureTasks } from './tasks';
