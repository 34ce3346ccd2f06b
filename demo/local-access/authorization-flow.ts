/**
 * How API Gateway decides whether a request gets to its integration. It knows nothing of policies and tokens but their verdicts.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */

/** What a policy says of a request. One that neither allows nor denies is silent. */
export enum Verdict {
  ALLOW = 'allow',
  DENY = 'deny',
  SILENT = 'silent',
}

export enum AuthorizationType {
  NONE = 'NONE',
  IAM = 'AWS_IAM',
  FUNCTION = 'CUSTOM',
  COGNITO = 'COGNITO_USER_POOLS',
}

/** Who calls, as far as that could be told. */
export type Caller =
  /** There is no token, or no signature. */
  | { readonly kind: 'missing' }
  /** The token or signature is no good. For a function that authorizes: it said `Unauthorized`. */
  | { readonly kind: 'refused' }
  /** Nobody could tell, such as for a function that failed. */
  | { readonly kind: 'unknown' }
  /** What the function said, or what the policies of the caller say. */
  | { readonly kind: 'known'; readonly verdict: Verdict; readonly sameAccount: boolean; readonly signer?: Signer };

/** Whose signature a request has. */
export interface Signer {
  /** The ARN of the session. */
  readonly principal: string;
  /** The ARN of the role, which is `aws:PrincipalArn`. */
  readonly roleArn: string;
}

/** What is asked, in the order of the flow; later questions are not asked where earlier ones decide. */
export interface Questions {
  /** Of the policy of the endpoint, where the request came through one. */
  readonly endpoint?: () => Promise<Verdict>;
  /** Of the resource policy, for a caller that signed or for anybody; undefined where the API has none. */
  readonly resource?: (signer?: Signer) => Promise<Verdict>;
  readonly caller: () => Promise<Caller>;
}

/** `PASSED`, or the type of the answer that API Gateway gives. */
export type FlowResult =
  | 'PASSED'
  | 'ACCESS_DENIED'
  | 'AUTHORIZER_FAILURE'
  | 'INVALID_SIGNATURE'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'UNAUTHORIZED';

const { ALLOW, DENY, SILENT } = Verdict;
type Table = Record<Verdict, Record<Verdict, Verdict>>;

/** By the caller's verdict and that of the resource policy, within an account: what either of them allows is allowed. */
export const TABLE_A: Table = {
  [ALLOW]: { [ALLOW]: ALLOW, [SILENT]: ALLOW, [DENY]: DENY },
  [SILENT]: { [ALLOW]: ALLOW, [SILENT]: SILENT, [DENY]: DENY },
  [DENY]: { [ALLOW]: DENY, [SILENT]: DENY, [DENY]: DENY },
};

/** Across accounts: both must allow. */
export const TABLE_B: Table = {
  [ALLOW]: { [ALLOW]: ALLOW, [SILENT]: SILENT, [DENY]: DENY },
  [SILENT]: { [ALLOW]: SILENT, [SILENT]: SILENT, [DENY]: DENY },
  [DENY]: { [ALLOW]: DENY, [SILENT]: DENY, [DENY]: DENY },
};

/** Decides a request to a private API. */
export async function authorizationFlow(type: AuthorizationType, questions: Questions): Promise<FlowResult> {
  if (questions.endpoint && (await questions.endpoint()) !== ALLOW) {
    return 'ACCESS_DENIED';
  }
  // A private API without a policy of its own cannot be called at all.
  const resource = questions.resource ?? (async () => DENY);
  return FLOWS[type](resource, questions.caller);
}

type Flow = (resource: NonNullable<Questions['resource']>, caller: Questions['caller']) => Promise<FlowResult>;

const FLOWS: Record<AuthorizationType, Flow> = {
  [AuthorizationType.NONE]: async (resource) => passedBy(await resource()),
  [AuthorizationType.FUNCTION]: withFunction,
  [AuthorizationType.COGNITO]: withUserPool,
  [AuthorizationType.IAM]: withSignature,
};

/** The resource policy comes twice: what it denies is denied before the function runs, and what it allows needs no word of the function. */
async function withFunction(
  resource: NonNullable<Questions['resource']>,
  caller: Questions['caller'],
): Promise<FlowResult> {
  const verdict = await resource();
  if (verdict === DENY) {
    return 'ACCESS_DENIED';
  }
  const known = await caller();
  if (known.kind !== 'known') {
    return known.kind === 'unknown' ? 'AUTHORIZER_FAILURE' : 'UNAUTHORIZED';
  }
  return passedBy(TABLE_A[known.verdict][verdict]);
}

/** The token comes first, and the resource policy must allow as well. */
async function withUserPool(
  resource: NonNullable<Questions['resource']>,
  caller: Questions['caller'],
): Promise<FlowResult> {
  const known = await caller();
  if (known.kind !== 'known') {
    return known.kind === 'unknown' ? 'AUTHORIZER_FAILURE' : 'UNAUTHORIZED';
  }
  return known.verdict === ALLOW ? passedBy(await resource()) : 'ACCESS_DENIED';
}

/** The signature comes first. */
async function withSignature(
  resource: NonNullable<Questions['resource']>,
  caller: Questions['caller'],
): Promise<FlowResult> {
  const known = await caller();
  if (known.kind !== 'known') {
    return known.kind === 'missing' ? 'MISSING_AUTHENTICATION_TOKEN' : 'INVALID_SIGNATURE';
  }
  const table = known.sameAccount ? TABLE_A : TABLE_B;
  return passedBy(table[known.verdict][await resource(known.signer)]);
}

function passedBy(verdict: Verdict): FlowResult {
  return verdict === ALLOW ? 'PASSED' : 'ACCESS_DENIED';
}
