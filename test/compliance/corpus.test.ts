import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/compliance/judging/judge';
import { Rule } from '../../src/compliance/rules/rule';
import { type Json, templatesOf } from './support';

interface Sample {
  readonly name: string;
  readonly kind: 'identity' | 'resource control' | 'service control' | 'trust';
  readonly document: unknown;
  /** The ids of all rules that find something, and of no other. */
  readonly foundBy?: readonly string[];
}

const RULES = Rule.all().filter(({ id }) => /^(policy|trust)-/.test(id)); // unanchored: the groups that judge policies
/** Of the account and partition that the samples name. */
const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };
const WRONG = samplesIn('wrong');
const SOUND = samplesIn('sound');

function samplesIn(file: string): Sample[] {
  return JSON.parse(readFileSync(join(__dirname, 'corpus', `${file}.json`), 'utf8'));
}

function resourceWith({ kind, document }: Sample): Json {
  switch (kind) {
    case 'identity':
      return { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } };
    case 'trust':
      return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document } };
    default:
      return {
        Type: 'AWS::Organizations::Policy',
        Properties: { Type: `${kind.toUpperCase().replace(' ', '_')}_POLICY`, Content: document },
      };
  }
}

function findings(sample: Sample): { readonly id: string; readonly text: string }[] {
  const json = { Resources: { Sample: resourceWith(sample) } };
  return judge(templatesOf({ Stack: { json, ...ENVIRONMENT } }), { rules: RULES }).flatMap(
    (outcome) => outcome.findings,
  );
}

describe('policies that are wrong', () => {
  test.each(WRONG.map((sample) => [sample.name, sample] as const))('%s', (_, sample) => {
    const found = findings(sample).map(({ id }) => id);
    expect([...new Set(found)].sort()).toEqual(sample.foundBy);
  });
});

describe('policies that are sound', () => {
  test.each(SOUND.map((sample) => [sample.name, sample] as const))('%s', (_, sample) => {
    expect(findings(sample)).toEqual([]);
  });
});

test('no two samples have the same name', () => {
  const names = [...WRONG, ...SOUND].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
