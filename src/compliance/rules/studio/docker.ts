import type { TemplateResource } from '../../templates/resource';
import { literalOf, stringOf, type TemplateValue } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { forEachItem, shown } from '../expectations';
import { meeting, oneOf } from '../requirements';
import { DOMAIN } from '../studio-settings';

const ACCESS = 'DomainSettings.DockerSettings.EnableDockerAccess';
const ACCOUNTS = 'DomainSettings.DockerSettings.VpcOnlyTrustedAccounts';
const URL = 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local-get-started.html';

export const noDocker: RuleDefinition = {
  id: 'domain-no-docker',
  severity: Severity.WARNING,
  title: 'Domains must not allow Docker access',
  rationale:
    'Even in a domain that is VpcOnly, Docker builds and pulls images through the VPC of the service, past your endpoints and their policies.',
  remediation:
    'Leave EnableDockerAccess out, or set it to DISABLED. Local mode and builds of images inside of Studio then no longer work.',
  url: URL,
  controls: {},
  types: [DOMAIN],
  ...meeting(oneOf(ACCESS, ['DISABLED'], 'DISABLED')),
};

export const dockerAccounts: RuleDefinition = {
  id: 'domain-docker-accounts',
  severity: Severity.WARNING,
  title: 'Domains with Docker access must trust only known accounts',
  rationale: 'Whoever owns a trusted account decides what runs in Studio, with the rights of its users.',
  remediation:
    'Name the account of the domain and others of yours in VpcOnlyTrustedAccounts, and the others in the setting trustedDockerAccounts as well.',
  url: URL,
  controls: {},
  types: [DOMAIN],
  check: (domain, { settings }) =>
    literalOf(domain.get(ACCESS)) === 'DISABLED'
      ? []
      : forEachItem(domain, ACCOUNTS, (item) =>
          judgeAccount(item.get(''), item.place ?? '', domain, settings.trustedDockerAccounts),
        ),
};

function judgeAccount(
  value: TemplateValue,
  place: string,
  domain: TemplateResource,
  trusted: readonly string[],
): Verdict[] {
  const { account } = domain.template;
  const id = literalOf(value);
  if (String(stringOf(value)) === '${AWS::AccountId}' || (id !== undefined && [account, ...trusted].includes(id))) {
    return [pass(place)];
  }
  if (id === undefined || account === undefined) {
    return [cannotTell(place, `whether ${place} is an account of yours is not known, got ${shown(value)}`)];
  }
  return [fail(place, `${place} must be the account of the domain or one of trustedDockerAccounts, got ${id}`)];
}
