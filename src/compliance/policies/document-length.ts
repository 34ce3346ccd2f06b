import { type PolicySize, UNKNOWN, UNKNOWN_PSEUDO } from '../../private/policies/policy-size';
import type { PartialString, StringPart } from '../templates/partial-string';
import { stringOf, type TemplateValue } from '../templates/values';

/** How many characters a value has as JSON without white space. */
export function lengthOf(value: TemplateValue): PolicySize {
  switch (value.kind) {
    case 'absent':
      return exactly(0);
    case 'list':
      return enclosed(value.items.map(lengthOf));
    case 'fields':
      return enclosed(
        value.keys.map((key) => sum([exactly(JSON.stringify(key).length + 1), lengthOf(value.get(key))])),
      );
    case 'scalar':
      return exactly(JSON.stringify(value.value).length);
    default:
      return sum([exactly(2), ...(stringOf(value)?.parts ?? []).map(partLength)]);
  }
}

/** How many characters text has, as it stands. */
export function textLength({ parts }: PartialString): PolicySize {
  return sum(parts.map((part) => (typeof part === 'string' ? exactly(part.length) : partLength(part))));
}

function partLength(part: StringPart): PolicySize {
  if (typeof part === 'string') {
    return exactly(JSON.stringify(part).length - 2);
  }
  return part.kind === 'pseudo' ? (UNKNOWN_PSEUDO[part.name] ?? UNKNOWN) : UNKNOWN;
}

/** Brackets or braces around the items, commas between them. */
function enclosed(items: readonly PolicySize[]): PolicySize {
  return sum([exactly(2 + Math.max(items.length - 1, 0)), ...items]);
}

function exactly(length: number): PolicySize {
  return { atLeast: length, atMost: length };
}

export function sum(sizes: readonly PolicySize[]): PolicySize {
  return sizes.reduce(
    (total, { atLeast, atMost }) => ({ atLeast: total.atLeast + atLeast, atMost: total.atMost + atMost }),
    exactly(0),
  );
}
