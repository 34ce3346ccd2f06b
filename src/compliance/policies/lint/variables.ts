import type { Text } from '../../templates/partial-string';
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
export function textualVariables({ document, spoken }: LintedDocument): Verdict[] {
  const { version } = document;
  const given = literalOf(version);
  const verdict = version.kind === 'absent' || given !== undefined ? fail : cannotTell;
  const got = version.kind === 'absent' ? 'none' : (given ?? 'what is not known');
  return given === VERSION
    ? []
    : spoken.flatMap((statement) =>
        variablesOf(statement).map((variable) =>
          verdict(
            statement.path,
            `${statement.name} uses \${${variable}}, which needs the version ${VERSION}, got ${got}`,
          ),
        ),
      );
}

/** Policy variables without a default in denials, which deny nothing where such a variable is not there. */
export function unsureVariables({ document, spoken }: LintedDocument): Verdict[] {
  const denials = literalOf(document.version) === VERSION ? spoken.filter(({ denies }) => denies) : [];
  return denials.flatMap((statement) => {
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

function variablesIn({ parts }: Text): string[] {
  return parts.flatMap((part) =>
    typeof part === 'string' ? [...part.matchAll(VARIABLE)].map(([, variable]) => variable) : [],
  );
}
