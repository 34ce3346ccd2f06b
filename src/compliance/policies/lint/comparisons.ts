import { KNOWN_VALUES, PRESENCE_ONLY, typesOf } from '../../../conditions/key-facts';
import type { OperatorFamily } from '../../../private/decisions/operators';
import { ARN } from '../../../private/formats';
import type { PartialString } from '../../templates/partial-string';
import { cannotTell, fail, type Verdict } from '../../verdict';
import { isNull, type LintedCondition, type LintedDocument, type LintedStatement } from './document';
import { actionsLike } from './vocabulary';

/** The operators that can hold for values of a type. */
const FAMILIES: Readonly<Record<string, readonly OperatorFamily[]>> = {
  ARN: ['Arn', 'String'],
  Bool: ['Bool', 'String'],
  Date: ['Date', 'Numeric'],
  IPAddress: ['IpAddress'],
  Numeric: ['Numeric', 'String'],
  String: ['String'],
};

function perCondition(
  { sageMakerStatements }: LintedDocument,
  check: (condition: LintedCondition, statement: LintedStatement) => readonly Verdict[],
): Verdict[] {
  return sageMakerStatements.flatMap((statement) =>
    statement.conditions.flatMap((condition) => check(condition, statement)),
  );
}

export function wrongOperators(document: LintedDocument): Verdict[] {
  return perCondition(document, ({ comparison, known, key, operator }, { name, path }) => {
    if (!comparison) {
      return [fail(path, `${name} compares ${key} by ${operator}, which is no operator of IAM`)];
    }
    const fits =
      !known || key.includes('/') || comparison.family === 'Null' || familiesOf(known).includes(comparison.family);
    if (PRESENCE_ONLY.includes(known?.name ?? '') && comparison.family !== 'Null') {
      return [fail(path, `${name} compares ${key} by ${operator}, but IAM knows only whether it is there: use Null`)];
    }
    return fits
      ? []
      : [fail(path, `${name} compares ${key} by ${operator}, which never holds for values of type ${known?.type}`)];
  });
}

function familiesOf({ name, type }: NonNullable<LintedCondition['known']>): readonly OperatorFamily[] {
  return typesOf(name, type).flatMap((each) => FAMILIES[each] ?? []);
}

/** Of these, a request may have several values after all. */
const MAY_REPEAT = /^sagemaker:searchvisibilitycondition\/.*$/;

export function wrongSetOperators(document: LintedDocument): Verdict[] {
  return perCondition(document, (condition, { name, path }) => {
    const { comparison, known, key, operator } = condition;
    if (!comparison || !known || isNull(condition) || MAY_REPEAT.test(key.toLowerCase())) {
      return [];
    }
    if (known.multiValued && !comparison.set) {
      return [
        fail(
          path,
          `${name} compares ${key}, which has several values, by ${operator}: it needs ForAnyValue or ForAllValues`,
        ),
      ];
    }
    if (!known.multiValued && comparison.set) {
      return [
        fail(path, `${name} compares ${key}, which has a single value, by ${operator}: ${comparison.set} must go`),
      ];
    }
    const undefinedMeaning = comparison.set === 'ForAnyValue' && comparison.ifExists;
    return undefinedMeaning
      ? [fail(path, `${name} compares ${key} by ${operator}, of which IAM does not say what IfExists does`)]
      : [];
  });
}

/** Wildcards where they are taken literally. Values of policy variables have none. */
export function wildcardsTakenLiterally(document: LintedDocument): Verdict[] {
  return perCondition(document, ({ comparison, known, key, operator, values }, { name, path }) => {
    const exact = known && comparison?.family === 'String' && !comparison.wildcards;
    return values
      .filter((value) => exact && hasWildcard(value))
      .map((value) => {
        const like = comparison?.negated ? 'StringNotLike' : 'StringLike';
        return fail(
          path,
          `${name} compares ${key} with ${JSON.stringify(String(value))} by ${operator}, which takes the wildcard literally: use ${like}`,
        );
      });
  });
}

function hasWildcard({ parts }: PartialString): boolean {
  return parts.some((part) => typeof part === 'string' && /[*?]/.test(part.replace(/\$\{[^}]*\}/g, ''))); // unanchored: anywhere in the value
}

export function wrongValues(document: LintedDocument): Verdict[] {
  return perCondition(document, (condition, { name, path }) =>
    condition.values.flatMap((value) => {
      const expected = expectation(condition, value);
      if (!expected) {
        return [];
      }
      const verdict = expected.sure ? fail : cannotTell;
      return [
        verdict(
          path,
          `${name} compares ${condition.key} with ${JSON.stringify(String(value))}, expected ${expected.text}`,
        ),
      ];
    }),
  );
}

interface Expectation {
  readonly text: string;
  /** Whether the value is wrong for certain, rather than perhaps too new to be known. */
  readonly sure: boolean;
}

/** What should stand in place of a value that requests never have. */
function expectation({ comparison, known, key }: LintedCondition, { literal }: PartialString): Expectation | undefined {
  if (!comparison || literal === undefined || literal.includes('${')) {
    return undefined;
  }
  switch (comparison.family) {
    case 'Null':
    case 'Bool':
      return /^(true|false)$/i.test(literal) ? undefined : { text: 'true or false', sure: true };
    case 'Numeric':
      return /^-?\d+(\.\d+)?$/.test(literal) ? undefined : { text: 'a number', sure: true };
    case 'Arn':
      return literal === '*' || ARN.pattern.test(literal)
        ? undefined
        : { text: 'an ARN, of which a pattern has all six parts as well', sure: true };
    case 'String':
      return comparison.wildcards ? undefined : knownValueExpected(known?.name ?? key, literal);
    default:
      return undefined;
  }
}

function knownValueExpected(key: string, value: string): Expectation | undefined {
  const expected = KNOWN_VALUES[key];
  if (expected) {
    const misspelt = expected.some((each) => each.toLowerCase() === value.toLowerCase());
    return expected.includes(value) ? undefined : { text: expected.join(' or '), sure: misspelt };
  }
  const isAction = key === 'sagemaker:TaggingAction';
  return isAction && actionsLike(`sagemaker:${value}`).length === 0
    ? { text: 'an action of SageMaker that creates, such as CreateModel', sure: value.includes(':') }
    : undefined;
}
