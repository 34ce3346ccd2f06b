import { type Compared, compared } from './guarded';

/** What evaluates Guard rules: the program of AWS, which hooks run as well, or the engine that comes with CDK. */
export type Engine = 'cfn-guard' | 'CDK';

/** Where Guard and our checks say different things, and why. */
interface GuardDifference {
  readonly template: string;
  readonly rule: string;
  readonly theirs: 'pass' | 'fail';
  readonly ours: 'pass' | 'fail' | 'cannot tell';
  readonly engines: readonly Engine[];
  readonly reason: string;
}

const BOTH: readonly Engine[] = ['cfn-guard', 'CDK'];
const ONLY_PROGRAM: readonly Engine[] = ['cfn-guard'];

const OPEN_FAILS =
  'Guard has no "cannot tell". A required value that is not in the template is not the required one. For operations on resources, CloudFormation gives hooks the value';
const FUNCTION_FAILS =
  'cfn-guard does not evaluate intrinsic functions, so it rejects what comes to the required value. For operations on resources, CloudFormation gives hooks the value';
const FUNCTION_PASSES =
  'Guard has no "cannot tell". An intrinsic function is something, so the property is given. For operations on resources, CloudFormation gives hooks the value';

export const GUARD_DIFFERENCES: readonly GuardDifference[] = [
  ...['a notebook with nothing', 'a notebook without platform'].map((template) => ({
    template,
    rule: 'NOTEBOOK_PLATFORM',
    theirs: 'fail' as const,
    ours: 'cannot tell' as const,
    engines: BOTH,
    reason: 'Guard has no "cannot tell". SageMaker chooses the platform, which is not one of the accepted ones by name',
  })),
  ...(
    [
      ['a notebook with internet access by a parameter', 'NOTEBOOK_NO_DIRECT_INTERNET', BOTH],
      ['a notebook with root access by a parameter', 'NOTEBOOK_NO_ROOT_ACCESS', BOTH],
      ['a notebook with an IMDS version by a parameter', 'NOTEBOOK_IMDS_V2', BOTH],
      ['a domain that shuts down by a parameter', 'STUDIO_IDLE_SHUTDOWN', ONLY_PROGRAM],
      ['a role for an account by a parameter', 'TRUST_CONFUSED_DEPUTY', ONLY_PROGRAM],
    ] as const
  ).map(
    ([template, rule, engines]): GuardDifference => ({
      template,
      rule,
      theirs: 'fail',
      ours: 'cannot tell',
      engines,
      reason: OPEN_FAILS,
    }),
  ),
  ...(
    [
      ['a notebook without root access by a default', 'NOTEBOOK_NO_ROOT_ACCESS'],
      ['a notebook without internet access in both branches', 'NOTEBOOK_NO_DIRECT_INTERNET'],
      ['a role for joined ARNs', 'TRUST_CONFUSED_DEPUTY'],
    ] as const
  ).map(
    ([template, rule]): GuardDifference => ({
      template,
      rule,
      theirs: 'fail',
      ours: 'pass',
      engines: ONLY_PROGRAM,
      reason: FUNCTION_FAILS,
    }),
  ),
  ...(
    [
      ['a notebook with a key by a parameter', 'NOTEBOOK_VOLUME_ENCRYPTED'],
      ['a notebook with security groups by a parameter', 'NOTEBOOK_SECURITY_GROUPS'],
      ['a role with a policy by a parameter', 'NO_FULL_ACCESS_POLICY'],
    ] as const
  ).map(
    ([template, rule]): GuardDifference => ({
      template,
      rule,
      theirs: 'pass',
      ours: 'cannot tell',
      engines: ONLY_PROGRAM,
      reason: FUNCTION_PASSES,
    }),
  ),
  {
    template: 'a notebook without key in one branch',
    rule: 'NOTEBOOK_VOLUME_ENCRYPTED',
    theirs: 'pass',
    ours: 'fail',
    engines: ONLY_PROGRAM,
    reason:
      'cfn-guard does not evaluate conditions, so a property with AWS::NoValue in one branch is given. For operations on resources, CloudFormation removes it',
  },
  {
    template: 'a domain that shuts down after a text',
    rule: 'STUDIO_IDLE_SHUTDOWN',
    theirs: 'fail',
    ours: 'pass',
    engines: ONLY_PROGRAM,
    reason: 'Guard compares numbers only with numbers, but CloudFormation reads the text "60" as the number',
  },
  {
    template: 'a role that only a denial closes',
    rule: 'TRUST_CONFUSED_DEPUTY',
    theirs: 'fail',
    ours: 'pass',
    engines: ONLY_PROGRAM,
    reason: 'Guard judges each statement on its own, and does not subtract what another one denies',
  },
];

/** The differences that an engine must show, and no others. */
export function expectedDifferences(engine: Engine, isCompared: (rule: string) => boolean = () => true): Compared[] {
  return GUARD_DIFFERENCES.filter(({ engines, rule }) => engines.includes(engine) && isCompared(rule)).map(
    ({ template, rule, theirs, ours }) => compared(template, rule, theirs, ours),
  );
}

const FIRST_CLAUSE = 'The engine of CDK evaluates only the first clause of a block';
const NESTED = 'The engine of CDK evaluates no clauses on the existence of nested properties';
const ESCAPES = 'The engine of CDK does not load regular expressions with escape sequences';

/** Rules that the engine of CDK translates wrong or not at all, so that only cfn-guard proves them. */
export const NOT_IN_CDK: Readonly<Record<string, string>> = {
  DOMAIN_CUSTOMER_KEY: FIRST_CLAUSE,
  DOMAIN_NO_DOCKER: NESTED,
  DOMAIN_TAGGED: 'The engine of CDK evaluates no clauses on the items of lists',
  NO_ELASTIC_INFERENCE: 'The engine of CDK evaluates only the first of several alternatives',
  NO_FULL_ACCESS_POLICY: ESCAPES,
  NOTEBOOK_IN_VPC: FIRST_CLAUSE,
  NOTEBOOK_SECURITY_GROUPS: FIRST_CLAUSE,
  NOTEBOOK_VOLUME_ENCRYPTED: FIRST_CLAUSE,
  STUDIO_IDLE_SHUTDOWN: FIRST_CLAUSE,
  STUDIO_NO_CLASSIC: NESTED,
  STUDIO_OUTPUT_SHARING: NESTED,
  STUDIO_POSIX_USERS: NESTED,
  TRUST_CONFUSED_DEPUTY: ESCAPES,
};
