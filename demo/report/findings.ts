import { App, type Stack } from 'aws-cdk-lib';
import { acknowledgeFindings } from '../../examples/secure-notebook/acknowledgements';
import { context } from '../../examples/secure-notebook/cdk.json';
import { RULE_PACKS } from '../../examples/secure-notebook/rule-packs';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';

/** What one rule pack says of the app. */
export interface PackFindings {
  readonly pack: string;
  /** Findings that are acknowledged with a reason. */
  readonly acknowledged: number;
  /** Findings that are not. */
  readonly open: readonly string[];
}

/** Judges an app once as it is and once without its acknowledgements, so that a silent pack does not pass for a clean app. */
export function packFindings(
  packs = RULE_PACKS,
  bare: Stack = secureNotebook(),
  acknowledged: Stack = secureNotebook(acknowledgeFindings),
): PackFindings[] {
  return packs.map((Pack) => {
    const all = findings(new Pack().validateScope(bare));
    const open = findings(new Pack().validateScope(acknowledged));
    return { pack: new Pack().readPackName, acknowledged: all.length - open.length, open };
  });
}

function secureNotebook(acknowledge: (stack: SecureNotebookStack) => void = () => undefined): SecureNotebookStack {
  const stack = new SecureNotebookStack(new App({ context }), 'SecureNotebook');
  acknowledge(stack);
  return stack;
}

function findings({
  violations,
}: {
  violations: { ruleName: string; violatingResources: { constructPath?: string }[] }[];
}): string[] {
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
  );
}
