import { isIntrinsicName } from '../intrinsics';

type Properties = Readonly<Record<string, unknown>>;

/** The rendered properties, with the deployed ones where nothing is rendered, also within structures. */
export function mergedProperties(deployed: Properties, rendered: Properties): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...deployed };
  for (const [name, value] of Object.entries(rendered)) {
    const kept = deployed[name];
    if (isStructure(kept) && isStructure(value)) {
      merged[name] = mergedProperties(kept, value);
    } else if (value !== undefined) {
      merged[name] = value;
    }
  }
  return merged;
}

/** True for a map of properties; false for an intrinsic function, a token, or a list. */
function isStructure(value: unknown): value is Properties {
  return (
    Object.prototype.toString.call(value) === '[object Object]' &&
    isPlain(value as object) &&
    !isIntrinsic(value as object)
  );
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}

function isIntrinsic(value: object): boolean {
  const [name, ...others] = Object.keys(value);
  return others.length === 0 && name !== undefined && isIntrinsicName(name);
}
