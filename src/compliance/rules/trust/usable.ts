import { placeOfRole } from '../../policies/trust/source-match';
import { sessionVerdicts } from '../../policies/trust/studio-sessions';
import { usabilityVerdicts } from '../../policies/trust/usability';
import type { TemplateResource } from '../../templates/resource';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { DOMAIN, USER_PROFILE } from '../studio-settings';
import { forSageMakerTrust } from './trust-documents';

export const usable: RuleDefinition = {
  id: 'trust-usable',
  severity: Severity.WARNING,
  title: 'SageMaker must be able to assume roles that trust it',
  rationale:
    'A condition that never holds looks like a safe role and fails when the role is used. People then take the condition away.',
  remediation:
    'Compare aws:SourceArn by ArnLike with the partition and account of the stack and the form of ARN that AWS documents for the feature. This updates the role in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html',
  controls: {},
  types: ['AWS::IAM::Role'],
  check: (role, context) =>
    forSageMakerTrust(role, context, (document) => [
      ...usabilityVerdicts(document, placeOfRole(role)),
      ...sessionVerdicts(document, domainsOf(role, context)),
    ]),
};

/** The domains whose users have the role. */
function domainsOf(role: TemplateResource, context: RuleContext): TemplateResource[] {
  const own = ['DefaultUserSettings.ExecutionRole', 'DefaultSpaceSettings.ExecutionRole'].flatMap((path) =>
    context.referrersOf(role, DOMAIN, path),
  );
  const profiles = context.referrersOf(role, USER_PROFILE, 'UserSettings.ExecutionRole');
  const ofProfiles = profiles.flatMap((profile) => context.referredTo(profile.get('DomainId'), DOMAIN) ?? []);
  return [...new Set([...own, ...ofProfiles])];
}
