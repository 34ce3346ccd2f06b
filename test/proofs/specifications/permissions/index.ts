import type { Specifications } from '../../specification';
import { consoles } from './consoles';
import { jobs } from './jobs';
import { notebooks } from './notebooks';
import { studio, tags } from './studio';

/** Every permission by the name of its sample. */
export const PERMISSIONS: Specifications = (at) => {
  const permissions = { ...consoles(at), ...jobs(at), ...notebooks(at), ...studio(at), ...tags(at) };
  return Object.fromEntries(Object.entries(permissions).map(([name, each]) => [`Permission.${name}`, each]));
};
