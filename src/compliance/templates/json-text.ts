import { isObject } from './json';
import { PartialString, type StringPart } from './partial-string';
import { ABSENT, scalar } from './simple-values';
import { type Fields, stringOf, type TemplateValue } from './values';

const OPEN = '\uE000';
const CLOSE = '\uE001';

/** The value of text that holds JSON, such as the content of an organization policy; undefined where it does not. */
export function jsonIn(value: TemplateValue): TemplateValue | undefined {
  const text = stringOf(value);
  if (!text || text.parts.length === 0) {
    return undefined;
  }
  try {
    const marked = text.parts
      .map((part, index) => (typeof part === 'string' ? part : `${OPEN}${index}${CLOSE}`))
      .join('');
    return parsed(JSON.parse(marked), text.parts);
  } catch {
    return undefined;
  }
}

function parsed(json: unknown, parts: readonly StringPart[]): TemplateValue {
  if (Array.isArray(json)) {
    return { kind: 'list', items: json.map((item) => parsed(item, parts)) };
  }
  if (isObject(json)) {
    const get = (key: string) => (Object.hasOwn(json, key) ? parsed(json[key], parts) : ABSENT);
    return { kind: 'fields', keys: Object.keys(json), get } satisfies Fields;
  }
  if (typeof json === 'string') {
    return unmarked(json, parts).value;
  }
  return typeof json === 'number' || typeof json === 'boolean' ? scalar(json) : ABSENT;
}

function unmarked(text: string, parts: readonly StringPart[]): PartialString {
  const pieces = text.split(/\uE000(\d+)\uE001/);
  return PartialString.join(pieces.map((piece, index) => (index % 2 ? parts[Number(piece)] : piece)));
}
