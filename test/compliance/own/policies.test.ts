import { Rule } from '../../../src/compliance/rules/rule';
import { AREA_NAMES, AREAS } from '../../effects/areas';
import { type SynthesizedSubject, synthesize } from '../../effects/harness';
import { type GivenTemplate, templatesOf, verdictsOn } from '../support';

const RULES = Rule.all().filter(({ id }) => /^(policy|trust)-/.test(id)); // unanchored: the groups that judge policies
/** The account that the trust of the subjects names where it names one. */
const ENVIRONMENT = { account: '111122223333', region: 'us-west-2' };
/** Only the deployment knows whether the role is in one of the accounts that it names. */
const NAMES_ACCOUNTS = 'SourceScope.accounts';

/** Denies labeling jobs without a key on purpose, although only automated labeling has volumes. */
const DENIES_WITHOUT_KEY = 'Guardrail.volumeEncryption, labeling included';

/** A subject that says by name that it has no condition is let off the rule that asks for one. */
function findings(
  { template, unconditioned }: SynthesizedSubject,
  environment: Omit<GivenTemplate, 'json'> = {},
  exempt: readonly Rule[] = [],
): string[] {
  const excepted = [...exempt, ...(unconditioned ? [Rule.TRUST_CONFUSED_DEPUTY] : [])];
  const rules = RULES.filter((rule) => !excepted.includes(rule));
  const verdicts = verdictsOn(templatesOf({ Stack: { json: template, ...environment } }), { rules });
  return verdicts.filter((verdict) => !verdict.endsWith(' pass'));
}

/** Its policies let CloudFormation read a file, and none of their statements names SageMaker. */
const WITHOUT_SAGEMAKER = 'compliance';

describe.each(AREA_NAMES)('policies of the area %s', (area) => {
  const subjects = synthesize(AREAS[area].subjects);

  test('are judged at all', () => {
    const rules = new Set(
      [...subjects.values()].flatMap(({ template }) =>
        verdictsOn(templatesOf({ Stack: { json: template } }), { rules: RULES }),
      ),
    );
    expect([...rules].some((verdict) => verdict.endsWith(' pass'))).toBe(area !== WITHOUT_SAGEMAKER);
  });

  const exempt = (name: string) => (name === DENIES_WITHOUT_KEY ? [Rule.POLICY_DENY_UNSUPPORTED_KEY] : []);

  test.each([...subjects.keys()])('%s has no finding', (name) => {
    expect(findings(subjects.get(name)!, ENVIRONMENT, exempt(name))).toEqual([]);
  });

  test.each([...subjects.keys()].filter((name) => name !== NAMES_ACCOUNTS))(
    '%s has none where the environment is open',
    (name) => {
      expect(findings(subjects.get(name)!, {}, exempt(name))).toEqual([]);
    },
  );
});

test('a role that names accounts is usable as far as can be told', () => {
  const subjects = synthesize({ [NAMES_ACCOUNTS]: AREAS.trust.subjects[NAMES_ACCOUNTS] });
  expect(findings(subjects.get(NAMES_ACCOUNTS)!)).toEqual([expect.stringContaining('trust-usable cannot tell')]);
});
