import type { PartialString } from '../../templates/partial-string';
import { literalOf } from '../../templates/values';
import { cannotTell, fail, type Verdict } from '../../verdict';
import type { LintedDocument, LintedStatement } from './document';

const VARIABLE = /\$\{([a-z0-9-]+:[^}]+)\}/gi;
const VERSION = '2012-10-17';

/** What every request has. */
const ALWAYS_THERE = [
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:useragent',
  'aws:userid',
];

/** Policy variables that the version of the document takes for mere text. */
export function textualVariables({ document, sageMakerStatements }: LintedDocument): Verdict[] {
  const { version } = document;
  const given = literalOf(version);
  if (given === VERSION) {
    return [];
  }
  const verdict = version.kind === 'absent' || given !== undefined ? fail : cannotTell;
  const got = version.kind === 'absent' ? 'none' : (given ?? 'what is not known');
  const needs = `which needs the version ${VERSION}, got ${got}`;
  return sageMakerStatements.flatMap((statement) =>
    variablesOf(statement).map((variable) =>
      verdict(statement.path, `${statement.name} uses \${${variable}}, ${needs}`),
    ),
  );
}

/** Policy variables without a default in Deny statements, which match nothing where such a variable is not there. */
export function unsureVariables({ document, sageMakerStatements }: LintedDocument): Verdict[] {
  if (literalOf(document.version) !== VERSION) {
    return [];
  }
  return sageMakerStatements
    .filter(({ denies }) => denies)
    .flatMap((statement) => {
      const unsure = variablesOf(statement).filter(
        (variable) => !variable.includes(',') && !ALWAYS_THERE.includes(variable.toLowerCase()),
      );
      const { name, path } = statement;
      return unsure.map((variable) =>
        fail(path, `${name} denies nothing to callers without ${variable}: write \${${variable}, 'none'}`),
      );
    });
}

/** Each once, with its default. */
function variablesOf({ statement, conditions }: LintedStatement): string[] {
  const texts = [...statement.resources, ...statement.notResources, ...conditions.flatMap(({ values }) => values)];
  return [...new Set(texts.flatMap(variablesIn))];
}

function variablesIn({ parts }: PartialString): string[] {
  return parts.flatMap((part) =>
    typeof part === 'string' ? [...part.matchAll(VARIABLE)].map(([, variable]) => variable) : [],
  );
}
