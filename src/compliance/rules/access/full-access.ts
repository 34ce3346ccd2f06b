import { FINDING, type GuardClause, guardPattern, guardWhen } from '../../guard-clause';
import { some, type Truth } from '../../templates/truth';
import { itemsOf, stringOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { forEachItem } from '../expectations';

const NAME = 'AmazonSageMakerFullAccess';
const ENDING = /^.*:policy\/AmazonSageMakerFullAccess$/s;

/** Where principals have managed policies. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'ManagedPolicyArns',
  'AWS::IAM::User': 'ManagedPolicyArns',
  'AWS::IAM::Group': 'ManagedPolicyArns',
  'AWS::SSO::PermissionSet': 'ManagedPolicies',
};

export const noFullAccess: RuleDefinition = {
  id: 'no-full-access-policy',
  severity: Severity.ERROR,
  title: 'The policy AmazonSageMakerFullAccess must not be attached',
  rationale:
    'It allows nearly all actions of SageMaker on all resources, without conditions, so that no other policy that allows with conditions is of any use.',
  remediation:
    'Attach policies that allow what is needed in its place. What only it allowed is then refused, so read in CloudTrail what is in use.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html',
  controls: {},
  types: Object.keys(PROPERTIES),
  check: (principal) =>
    forEachItem(principal, PROPERTIES[principal.type], (item) => {
      const place = item.place ?? '';
      const is = some(itemsOf(item.get('')).map(isFullAccess));
      if (is === 'maybe') {
        return [cannotTell(place, `whether ${place} is ${NAME} is not known before it is deployed`)];
      }
      return [is === 'yes' ? fail(place, `${place} must not be ${NAME}`) : pass(place)];
    }),
  guard: (type) => [noFullAccessIn(PROPERTIES[type])],
};

/** In templates, the partition is often joined to the rest of the ARN. */
function noFullAccessIn(path: string): GuardClause {
  const forbidden = `[${guardPattern(ENDING)}]${FINDING}`;
  const joined = `when some ${path}[*].'Fn::Join' exists {`;
  const lines = [
    `${path}[*] not in ${forbidden}`,
    joined,
    `  ${path}[ 'Fn::Join' exists ].'Fn::Join'[1][*] not in ${forbidden}`,
    '}',
  ];
  return guardWhen(`${path} !empty`, [{ paths: [path], lines }]);
}

/** The partition before it need not be known. What refers to a resource is a policy of the app. */
function isFullAccess(arn: TemplateValue): Truth {
  const parts = stringOf(arn)?.parts ?? [];
  const last = parts.at(-1);
  if (typeof last === 'string') {
    const whole = parts.map((part) => (typeof part === 'string' ? part : '?')).join('');
    return ENDING.test(whole) ? 'yes' : 'no';
  }
  return last?.kind === 'unknown' ? 'maybe' : 'no';
}
