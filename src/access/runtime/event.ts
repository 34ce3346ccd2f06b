/** Readers of events of API Gateway. Everything in an event is untrusted input. */

const REQUEST_ID = /^[\w-]{1,128}$/;

/** The value of an own property; inherited ones are ignored. */
export function valueIn(container: unknown, name: string): unknown {
  return isObject(container) && Object.hasOwn(container, name) ? container[name] : undefined;
}

export function textIn(container: unknown, name: string): string | undefined {
  const value = valueIn(container, name);
  return typeof value === 'string' ? value : undefined;
}

/** The values of all headers with a lower-case name, in whatever case they are written. */
export function headerValues(headers: unknown, name: string): unknown[] {
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return entries.filter(([header]) => header.toLowerCase() === name).map(([, value]) => value);
}

/** The id of a request in the access log of the API. */
export function requestIdIn(event: { readonly requestContext?: unknown }): string | undefined {
  const id = textIn(event.requestContext, 'requestId');
  return id !== undefined && REQUEST_ID.test(id) ? id : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
