import type { PolicyStatement } from './statement';

/** What people find a statement by: its id, or where it stands. */
export function nameOf({ sid, path }: PolicyStatement): string {
  return sid ? `statement ${sid}` : path;
}
