import { ACCOUNT_ID } from '../../../private/formats';
import { FINDING, type GuardClause, guardPattern, indented } from '../../guard-clause';
import { MEANT_AS_SAGEMAKER } from '../../policies/trust/policy';
import { ACCOUNT_OF_RESOURCE } from '../../policies/trust/source-match';

const DOCUMENT = 'AssumeRolePolicyDocument';

/** Actions that a trust policy allows beside, or apart from, the one that assumes the role. */
const SESSION_ACTIONS = /^sts:(SetContext|SetSourceIdentity|TagSession)$/i;

/** With these operators and values, a condition holds for requests of one account or organization and for no others. */
const CLOSING = [
  {
    key: 'aws:SourceAccount',
    operators: ['StringEquals', 'StringLike'],
    values: [guardPattern(ACCOUNT_ID.pattern), `'${ACCOUNT_OF_RESOURCE}'`, `{"Ref": "AWS::AccountId"}`],
  },
  {
    key: 'aws:SourceArn',
    operators: ['ArnEquals', 'ArnLike'],
    values: [guardPattern(/^([^:]*:){4}\d{12}:.*$/)],
  },
  {
    // Text is compared as a whole, so a wildcard before the account could take in an ARN that only contains it.
    key: 'aws:SourceArn',
    operators: ['StringEquals', 'StringLike'],
    values: [guardPattern(/^([^:*?]*:){4}\d{12}:.*$/)],
  },
  {
    key: 'aws:SourceOrgID',
    operators: ['StringEquals', 'StringLike'],
    values: [guardPattern(/^[^*?]+$/)],
  },
  {
    key: 'aws:SourceOrgPaths',
    operators: ['ForAnyValue:StringEquals', 'ForAnyValue:StringLike'],
    values: [guardPattern(/^[^*?/]+(\/.*)?$/)],
  },
];

/** Every statement that lets SageMaker assume the role must have a condition that closes it. */
export function closedTrust(): GuardClause {
  const service = guardPattern(MEANT_AS_SAGEMAKER);
  const lines = [
    `${DOCUMENT} {`,
    `  when some Statement[*].Principal.Service[*] in [${service}] {`,
    '    Statement[*] {',
    "      when Effect == 'Allow'",
    `        some Principal.Service[*] in [${service}] or some Principal.AWS[*] == '*' or Principal == '*' or NotPrincipal exists`,
    `        NotAction exists or some Action[*] not in [${guardPattern(SESSION_ACTIONS)}]`,
    '      {',
    ...indented(indented(indented(indented(closingConditions())))),
    '      }',
    '    }',
    '  }',
    '}',
  ];
  return { paths: [DOCUMENT], lines };
}

/** One of them is enough: all conditions of a statement must hold. */
function closingConditions(): string[] {
  const alternatives = CLOSING.flatMap(({ key, operators, values }) =>
    operators.map((operator) => {
      const keys = guardPattern(new RegExp(`^${key}$`, 'i'));
      return `Condition.'${operator}'[ keys in [${keys}] ][*] in [${values.join(', ')}]`;
    }),
  );
  const last = alternatives.length - 1;
  return alternatives.map((line, index) => (index < last ? `${line} or` : `${line}${FINDING}`));
}
