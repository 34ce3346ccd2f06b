import { literalOf } from '../../templates/values';
import { cannotTell } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { leftOpen } from '../expectations';
import { expectNoAnyAddress } from './open-groups';

const INBOUND = ['INBOUND', 'INBOUND_DELEGATION'];

export const resolverAddresses: RuleDefinition = {
  id: 'resolver-endpoint-addresses',
  severity: Severity.WARNING,
  title: 'Inbound endpoints of Route 53 Resolver must accept queries only from known addresses',
  rationale:
    'Who may ask the resolver learns the names and addresses of all that is private in the VPC, and can use it as a way out by DNS.',
  remediation:
    'Let in TCP and UDP 53 from the addresses of the DNS servers that forward to it. Such rules are tracked, which lowers how many queries a second each address takes. Ranges wider than 10.0.0.0/8 or fc00::/7 count as unknown.',
  url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-resolver-endpoint-scaling.html',
  controls: {},
  types: ['AWS::Route53Resolver::ResolverEndpoint'],
  check: (endpoint, context) => {
    const direction = endpoint.get('Direction');
    const open = leftOpen(direction);
    if (open) {
      return [cannotTell('Direction', `whether the endpoint is inbound cannot be told: ${open}`)];
    }
    return INBOUND.includes(literalOf(direction) ?? '')
      ? expectNoAnyAddress(endpoint, 'SecurityGroupIds', context)
      : [];
  },
};
