import { itemsOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import type { RuleContext } from '../context';
import { forEachItem, type Subject, shown } from '../expectations';
import { ingressOf, takesInAnyAddress } from '../ingress';

/** Passes where no security group of a list lets in addresses of which nobody knows whose they are. */
export function expectNoAnyAddress(subject: Subject, path: string, context: RuleContext): Verdict[] {
  return forEachItem(subject, path, (group) => judgeGroup(group, context));
}

function judgeGroup(group: Subject, context: RuleContext): Verdict[] {
  const place = group.place ?? '';
  const { rules, unknown } = ingressOf(group.get(''), context);
  const open = rules.find((rule) => takesInAnyAddress(rule) === 'yes');
  if (open) {
    return [fail(place, `${place} must let in known addresses only, got ${rangesOf(open)}`)];
  }
  const unclear = rules.find((rule) => takesInAnyAddress(rule) === 'maybe');
  const doubt = unknown ?? (unclear && 'the addresses of a rule are only known when it is deployed');
  return [
    doubt ? cannotTell(place, `whether ${place} lets in known addresses only cannot be told: ${doubt}`) : pass(place),
  ];
}

function rangesOf(rule: Subject): string {
  return ['CidrIp', 'CidrIpv6'].flatMap((path) => itemsOf(rule.get(path)).map(shown)).join(' and ');
}
