import { TEMPLATE_TYPE } from '../../templates/template';
import { cannotTell, pass } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';

export const readable: RuleDefinition = {
  id: 'template-readable',
  severity: Severity.WARNING,
  title: 'Templates must show at synth what is deployed',
  rationale:
    'What a macro, a transform or Fn::ForEach makes of a template when it is deployed is judged by nobody before.',
  remediation: 'Write the resources out, or judge what the template becomes with hooks of CloudFormation.',
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html',
  controls: {},
  types: [TEMPLATE_TYPE],
  check: ({ template: { faults } }) => (faults.length ? faults.map((fault) => cannotTell('', fault)) : [pass()]),
};
