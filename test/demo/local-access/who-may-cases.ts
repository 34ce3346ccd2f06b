import type { FlowResult } from '../../../demo/local-access/authorization-flow';

/** How a request comes to AWS. */
export type Way = 'internet' | 'api endpoint' | 'studio endpoint' | 'other endpoint' | 'console test';

/** `SPOKEN_FOR` where the function takes the word of a caller, `NOT_SPOKEN_FOR` where it does not though API Gateway lets the caller through. */
export type Outcome = FlowResult | 'NOT_SPOKEN_FOR' | 'NOT_INVOKED';

/** What becomes of a caller by each way. The test button of the console asks neither policy nor authorizer, but needs a permission. */
export type Row = Readonly<Record<Way, Outcome>>;

const [NO, YES, LOGIN] = ['ACCESS_DENIED', 'PASSED', 'UNAUTHORIZED'] as const;
const console = { 'console test': 'NOT_INVOKED' } as const;

/** Through its own endpoint alone. */
const throughApi = (outcome: Outcome): Row => ({
  internet: NO,
  'api endpoint': outcome,
  'studio endpoint': NO,
  'other endpoint': NO,
  ...console,
});

/** User pools and signatures are looked at before the policy is; the policy of an endpoint comes before both. */
const everywhere = (outcome: Outcome): Row => ({
  ...throughApi(outcome),
  internet: outcome,
  'other endpoint': outcome,
});

export const JWT_CALLERS: Readonly<Record<string, Row>> = {
  'without token': throughApi(LOGIN),
  'with a good token': throughApi(YES),
  'with an expired token': throughApi(LOGIN),
  'with a token for somebody else': throughApi(NO),
  'with a token of another key': throughApi(NO),
  'with no token at all in the header': throughApi(NO),
  'whose authorizer says nothing': throughApi(NO),
  'whose authorizer fails': throughApi('AUTHORIZER_FAILURE'),
};

export const COGNITO_CALLERS: Readonly<Record<string, Row>> = {
  'without token': everywhere(LOGIN),
  'with a token that the user pool did not issue': everywhere(LOGIN),
  'with a good token': throughApi(YES),
};

export const IAM_CALLERS: Readonly<Record<string, Row>> = {
  'without signature': everywhere('MISSING_AUTHENTICATION_TOKEN'),
  'with a wrong signature': everywhere('INVALID_SIGNATURE'),
  'the named role': throughApi(YES),
  'the named role with a policy that denies': throughApi(NO),
  'another role of the account': throughApi(NO),
  'an administrator of the account': throughApi(NO),
  'the named role of another account, without permission there': throughApi(NO),
  'the named role of another account, with permission there': throughApi(YES),
  'an administrator of another account': throughApi(NO),
};

/** Browsers ask without token. */
export const PREFLIGHT: Row = throughApi(YES);

export type UrlWay = 'sagemaker.api' | 'studio' | 'sts' | 'other endpoint' | 'internet';

/** Whether a URL can be made and used by each way; both ask the same. */
export type UrlRow = Readonly<Record<UrlWay, boolean>>;

const closed: UrlRow = { 'sagemaker.api': false, studio: false, sts: false, 'other endpoint': false, internet: false };

/** By what is deployed and for whom. */
export const URL_CASES: readonly (readonly [deployed: string, user: string, row: UrlRow])[] = [
  ['as it is', 'alice', { ...closed, 'sagemaker.api': true, studio: true }],
  ['as it is', 'bob', { ...closed, 'sagemaker.api': true, studio: true }],
  ['as it is', 'alice of another domain', closed],
  ['with alice revoked', 'alice', closed],
  ['with alice revoked', 'bob', { ...closed, 'sagemaker.api': true, studio: true }],
  ['with everybody revoked', 'alice', closed],
  // Mistakes: the URL could be made and not used, or not even made.
  ['without the endpoint of Studio', 'alice', { ...closed, 'sagemaker.api': true }],
  ['without the endpoint of the API', 'alice', { ...closed, studio: true }],
  // Another mistake: URLs would open over the internet.
  [
    'without conditions',
    'alice',
    { ...closed, 'sagemaker.api': true, studio: true, sts: true, 'other endpoint': true, internet: true },
  ],
];
