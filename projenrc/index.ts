export { BIOME, configureLint } from './lint';
export { configureLockfile } from './lockfile';
export { configurePackaging } from './packaging';
export { configureTasks } from './tasks';
