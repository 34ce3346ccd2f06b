import type { TemplateResource } from '../../templates/resource';
import { some } from '../../templates/truth';
import { literalOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { leftOpen } from '../expectations';
import { calledAs, isPrivate, letsAnyoneCall, METHOD, policyOf, REST_API } from './private-apis';

const AUTHORIZATION = 'AuthorizationType';

/** What an open resource policy makes of an authorization. */
const UNIONS: Readonly<Partial<Record<string, string>>> = {
  AWS_IAM: 'lets in every principal of the account, whatever its own policies allow',
  CUSTOM: 'lets in whom the authorizer does not deny',
};

export const privateApiUnion: RuleDefinition = {
  id: 'private-api-union',
  severity: Severity.ERROR,
  title: 'Methods of private REST APIs must not rely on an open resource policy for authorization',
  rationale:
    'API Gateway lets a caller in where either the resource policy or the authorization allows it. A policy that allows everybody decides alone wherever the authorization is silent.',
  remediation:
    'With a Lambda authorizer, let the resource policy deny other endpoints and allow nothing. With AWS_IAM, let it allow the roles that call by name. With Cognito it must allow everybody. A new policy is in force once the stage is deployed again.',
  url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html',
  controls: {},
  types: [METHOD],
  check: (method, context) => {
    const api = context.referredTo(method.get('RestApiId'), REST_API);
    return api && isPrivate(api) === 'yes' ? judgeMethod(method, api, context) : [];
  },
};

function judgeMethod(method: TemplateResource, api: TemplateResource, context: RuleContext): Verdict[] {
  const authorization = method.get(AUTHORIZATION);
  const policy = policyOf(api, context);
  const unknown = policy?.unknown ?? policy?.statements.flatMap(({ unknowns }) => unknowns)[0];
  const call = calledAs(method, context);
  const open = some((policy?.statements ?? []).map((statement) => letsAnyoneCall(statement, call)));
  const type = literalOf(authorization);
  const union = type && UNIONS[type];
  const doubt =
    leftOpen(authorization) ??
    (open === 'maybe' ? 'whom the policy of the API allows is not known before it is deployed' : unknown?.why);
  if (union && open === 'yes') {
    return [
      fail(
        AUTHORIZATION,
        `${AUTHORIZATION} ${type} must not go with a resource policy that allows everybody, which ${union}`,
      ),
    ];
  }
  const matters = doubt !== undefined && (union || type === undefined) && (open !== 'no' || unknown);
  return [
    matters && authorization.kind !== 'absent'
      ? cannotTell(AUTHORIZATION, `whether the policy of the API decides alone cannot be told: ${doubt}`)
      : pass(AUTHORIZATION),
  ];
}
