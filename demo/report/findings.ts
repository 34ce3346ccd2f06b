import type { App } from 'aws-cdk-lib';
import { acknowledge } from '../../examples/shared/acknowledgement';
import { RULE_PACKS } from '../../examples/shared/rule-packs';
import { testApp } from '../../test/app';
import { contextOf, EXAMPLES } from '../../test/examples/catalogue';

/** What one rule pack says of the app. */
export interface PackFindings {
  readonly pack: string;
  /** Findings that are acknowledged with a reason. */
  readonly acknowledged: number;
  /** Findings that are not. */
  readonly open: readonly string[];
}

/** Judges an example once as it is and once without its acknowledgements, so that a silent pack does not pass for a clean app. */
export function packFindings(example: string): PackFindings[] {
  const [bare, acknowledged] = [false, true].map((accepted) => synthesized(example, accepted));
  return RULE_PACKS.map((Pack) => {
    const all = findings(new Pack().validateScope(bare));
    const open = findings(new Pack().validateScope(acknowledged));
    return { pack: new Pack().readPackName, acknowledged: all.length - open.length, open };
  });
}

/** After its synthesis, as in a deployment: only then do values of other stacks look like what they are. */
function synthesized(example: string, accepted: boolean): App {
  const app = testApp({ context: contextOf(example) });
  const acknowledgements = EXAMPLES[example].build(app);
  acknowledge(accepted ? acknowledgements : []);
  app.synth();
  return app;
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
