import { deputyVerdict } from '../../policies/trust/confused-deputy';
import { trustingStatements } from '../../policies/trust/policy';
import { placeOfRole } from '../../policies/trust/source-match';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { closedTrust } from './guarded-trust';
import { forSageMakerTrust } from './trust-documents';

export const confusedDeputy: RuleDefinition = {
  id: 'trust-confused-deputy',
  severity: Severity.ERROR,
  title: 'Trust policies for SageMaker must name the accounts that it acts for',
  rationale:
    'Otherwise whoever gets SageMaker to name the role, from whichever account, has its permissions. Statements add up: one without condition undoes the others.',
  remediation:
    'Give every statement that names SageMaker the condition StringEquals on aws:SourceAccount with AWS::AccountId, and ArnLike on aws:SourceArn where AWS documents it. This updates the role in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html',
  controls: { prowler: ['iam_role_cross_service_confused_deputy_prevention'] },
  types: ['AWS::IAM::Role'],
  check: (role, context) =>
    forSageMakerTrust(role, context, (document) =>
      trustingStatements(document).map((statement) => deputyVerdict(statement, document, placeOfRole(role))),
    ),
  guard: () => [closedTrust()],
};
