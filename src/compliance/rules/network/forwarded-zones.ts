import type { StringPart } from '../../templates/partial-string';
import { literalOf, stringOf } from '../../templates/values';
import { cannotTell, fail, pass } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';

/** Zones of AWS in which there are names of all services, of all customers, or both. */
const BROAD =
  /^((execute-api\.)?([a-z]{2,4}(-[a-z]+)+-\d\.)?amazonaws\.com(\.cn)?|([a-z]{2,4}(-[a-z]+)+-\d\.)?api\.aws|sagemaker\.aws|sagemaker\.com\.cn)$/;

export const forwardedZones: RuleDefinition = {
  id: 'resolver-rule-zone',
  severity: Severity.WARNING,
  title: 'Resolver rules must not forward an entire AWS zone',
  rationale:
    'Such a rule takes precedence over the private DNS of an endpoint for the same zone, and sends all names below that have no private DNS of their own, those of public APIs among them, to a resolver that may not know them.',
  remediation:
    'Forward the zones that are meant, such as studio.<region>.sagemaker.aws and api.sagemaker.<region>.amazonaws.com. Other names are then resolved in the VPC again.',
  url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html',
  controls: {},
  types: ['AWS::Route53Resolver::ResolverRule'],
  check: (rule) => {
    if (literalOf(rule.get('RuleType')) === 'SYSTEM') {
      return [];
    }
    const name = stringOf(rule.get('DomainName'));
    const zone = (name?.parts ?? []).map(rendered).join('').toLowerCase().replace(/\.$/, '');
    if (BROAD.test(zone)) {
      return [fail('DomainName', `DomainName must not be a whole zone of AWS, got ${name}`)];
    }
    return [
      name?.unknown
        ? cannotTell('DomainName', `DomainName must not be a whole zone of AWS, but ${name.unknown.why}`)
        : pass('DomainName'),
    ];
  },
};

/** Where the region or its domain is not known, any will do. */
function rendered(part: StringPart): string {
  if (typeof part === 'string' || part.kind !== 'pseudo') {
    return typeof part === 'string' ? part : '?';
  }
  return part.name === 'AWS::URLSuffix' ? 'amazonaws.com' : 'xx-any-1';
}
