import { Validations } from 'aws-cdk-lib';
import type { HandWrittenStack } from './hand-written-stack';

/** What is known and accepted, with the reasons. */
export function acknowledgeFindings({ notebook, endpointConfig }: HandWrittenStack): void {
  Validations.of(notebook).acknowledge({
    id: 'notebook-no-root-access',
    reason: 'Researchers build kernel modules; reviewed every quarter, RISK-12',
  });
  Validations.of(endpointConfig).acknowledge({
    id: 'endpoint-instance-count',
    reason: 'A preview for ten people, which may be down',
  });
}
