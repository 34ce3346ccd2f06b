import fc from 'fast-check';
import {
  INLINE_POLICY_MAX,
  type Revocation,
  revocationPolicy,
  SESSION_SECONDS_MAX,
} from '../../../../src/access/runtime/revocation/policy';

const NOW = 1_800_000_000;

function people(count: number, revokedAt = NOW): Revocation[] {
  return Array.from({ length: count }, (_, number) => {
    const digest = String(number).padStart(16, '0');
    return { key: `issuer#${number}`, sourceIdentity: `${'s'.repeat(47)}-${digest}`, revokedAt };
  });
}

describe('the policy of an access role', () => {
  test('denies the sessions of those who were shut out by their source identity', () => {
    expect(revocationPolicy(people(2), NOW)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'RevokedUsers',
          Effect: 'Deny',
          Action: 'sagemaker:CreatePresignedDomainUrl',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceIdentity': people(2).map((one) => one.sourceIdentity) } },
        },
      ],
    });
  });

  test('lists nobody whose sessions have all expired, and is none without anybody', () => {
    const [one] = people(1);
    expect(JSON.stringify(revocationPolicy([one], NOW + SESSION_SECONDS_MAX - 1))).toContain(one.sourceIdentity);
    expect(revocationPolicy([one], NOW + SESSION_SECONDS_MAX)).toBeUndefined();
    expect(revocationPolicy([], NOW)).toBeUndefined();
    const listed = JSON.stringify(revocationPolicy([...people(9, NOW - SESSION_SECONDS_MAX), ...people(2)], NOW));
    expect(listed.match(/s-0/g)).toHaveLength(2);
  });

  test('ends all sessions from before instead of becoming longer than IAM accepts', () => {
    const many = revocationPolicy(people(200, NOW), NOW);
    expect(many?.Statement).toEqual([
      expect.objectContaining({
        Sid: 'OlderSessions',
        Effect: 'Deny',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': new Date((NOW + 60) * 1000).toISOString() } },
      }),
    ]);
  });

  test('never is longer, for any number of people, and does not depend on their order', () => {
    fc.assert(
      fc.property(fc.nat(400), (count) => {
        const text = JSON.stringify(revocationPolicy(people(count), NOW)) ?? '';
        expect(text.length).toBeLessThanOrEqual(INLINE_POLICY_MAX);
        expect(JSON.stringify(revocationPolicy(people(count).reverse(), NOW)) ?? '').toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
