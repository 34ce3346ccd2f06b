import { RESET_EVENT } from '../../shared/fleet';

/** Why a run begins. What an event says about a notebook instance is not trusted: the run reads it. */
export type Trigger =
  | { readonly kind: 'schedule' }
  /** Lets work go on after failures. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'event'; readonly name: string };

const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

export function triggerOf(event: unknown): Trigger {
  const { reset, detail } = objectOf(event);
  const { NotebookInstanceName: name } = objectOf(detail);
  if (reset === RESET_EVENT.reset) {
    return { kind: 'reset' };
  }
  return typeof name === 'string' && NAME.test(name) ? { kind: 'event', name } : { kind: 'schedule' };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
