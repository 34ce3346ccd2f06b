import { App } from 'aws-cdk-lib';
import { acknowledge } from '../../examples/shared/acknowledgement';
import { RULE_PACKS } from '../../examples/shared/rule-packs';
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
  const [bare, acknowledged] = [false, true].map((accepted) => {
    const app = new App({ context: contextOf(example) });
    const acknowledgements = EXAMPLES[example].build(app);
    acknowledge(accepted ? acknowledgements : []);
    return app;
  });
  return RULE_PACKS.map((Pack) => {
    const all = findings(new Pack().validateScope(bare));
    const open = findings(new Pack().validateScope(acknowledged));
    return { pack: new Pack().readPackName, acknowledged: all.length - open.length, open };
  });
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
