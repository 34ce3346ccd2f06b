import type { StringPart } from '../../templates/partial-string';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { secretsIn } from '../secrets';
import { judgeScripts, LIFECYCLE_TYPES } from './scripts';

/** CloudFormation puts the secret itself in the place of such a reference. */
const SECRET_REFERENCE = /^\{\{resolve:(secretsmanager|ssm-secure):[^}]*\}\}.*$/s;

export const secrets: RuleDefinition = {
  id: 'lifecycle-script-no-secrets',
  severity: Severity.ERROR,
  title: 'Lifecycle scripts must not contain secrets',
  rationale: 'Whoever may describe a lifecycle configuration reads its script, and so does whoever reads the template.',
  remediation:
    'Take the secret out, make it void where it was issued, and let the script fetch a new one from Secrets Manager with the role that it runs with.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html',
  controls: { prowler: ['sagemaker_notebook_instance_no_secrets'] },
  types: LIFECYCLE_TYPES,
  check: (config) =>
    judgeScripts(config, (script, parts) => [
      ...secretsIn(script).map(({ name, line }) => `hold no secrets, got ${name} in line ${line}`),
      ...parts
        .filter(isSecret)
        .map(() => 'hold no secrets, got a reference that CloudFormation replaces by the secret'),
    ]),
};

function isSecret(part: StringPart): boolean {
  return typeof part !== 'string' && part.kind === 'unknown' && SECRET_REFERENCE.test(part.why);
}
