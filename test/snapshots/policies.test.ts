import { AREA_NAMES, AREAS } from '../effects/areas';
import { ENVIRONMENTS } from '../effects/environment';
import { ownPolicies, synthesize } from '../effects/harness';
import { normalized } from './normalized';

/** Every permission, guardrail, feature and endpoint policy whose effects are proved. */
describe.each(AREA_NAMES)('the policies of %s', (area) => {
  const subjects = synthesize(AREAS[area].subjects);

  test.each([...subjects])('%s', (_, subject) => {
    const policies = ownPolicies(subject, ENVIRONMENTS[0]).map(({ kind, document }) => ({ kind, document }));
    expect(policies.length).toBeGreaterThan(0);
    expect(normalized(JSON.stringify(policies, undefined, 1))).toMatchSnapshot();
  });
});
