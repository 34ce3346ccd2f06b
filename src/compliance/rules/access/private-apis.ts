import { asksFor, deniesWithout } from '../../policies/closing-conditions';
import type { PolicyDocument } from '../../policies/document';
import type { PolicyStatement } from '../../policies/statement';
import { namesAction } from '../../policies/statement-scope';
import type { PartialString } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import { every, some, type Truth, truthOf } from '../../templates/truth';
import { itemsOf, literalOf } from '../../templates/values';
import type { RuleContext } from '../context';

export const REST_API = 'AWS::ApiGateway::RestApi';
export const METHOD = 'AWS::ApiGateway::Method';

const INVOKE = 'execute-api:Invoke';
const ENDPOINTS = ['aws:SourceVpc', 'aws:SourceVpce'];
/** Below the API: stage, method and path. */
const EVERYTHING = /^(\*|(execute-api:|arn:[^/]*)\/?[*/]*)$/s;

/** Whether an API can only be reached through VPC endpoints. */
export function isPrivate(api: TemplateResource): Truth {
  const types = itemsOf(api.get('EndpointConfiguration.Types'));
  return some(types.map((type) => (type.kind === 'unknown' ? 'maybe' : truthOf(literalOf(type) === 'PRIVATE'))));
}

/** The resource policy of an API; undefined where it has none. */
export function policyOf(api: TemplateResource, context: RuleContext): PolicyDocument | undefined {
  return context.documentsOf(api)[0];
}

/** Whether a method is found in a document of OpenAPI rather than in the template, and maybe a policy as well. */
export function isDefinedElsewhere(api: TemplateResource): boolean {
  return ['Body', 'BodyS3Location'].some((path) => api.get(path).kind !== 'absent');
}

/** Whether whatever comes by other endpoints is denied. */
export function deniesOtherEndpoints({ statements }: PolicyDocument): boolean {
  return statements.some(
    (statement) =>
      deniesWithout(statement, ENDPOINTS) &&
      isAnyone(statement) === 'yes' &&
      namesAction(statement, INVOKE) === 'yes' &&
      statement.resources.some(isEverything),
  );
}

/** Whether all that is allowed is allowed by known endpoints only. */
export function allowsByEndpointsOnly({ statements }: PolicyDocument): boolean {
  const others = statements.filter(({ effect }) => effect !== 'Deny');
  return others.length > 0 && others.every((statement) => asksFor(statement, ENDPOINTS));
}

/** Whether a statement lets anyone call methods other than those by which browsers ask beforehand. */
export function letsAnyoneCall(statement: PolicyStatement): Truth {
  const called = some(statement.resources.map((resource) => truthOf(!isPreflight(resource))));
  return statement.effect === 'Allow' ? every([isAnyone(statement), namesAction(statement, INVOKE), called]) : 'no';
}

function isAnyone({ principals, notPrincipals }: PolicyStatement): Truth {
  return notPrincipals.length > 0 ? 'yes' : some(principals.map(({ name }) => name.equals('*')));
}

function isEverything(resource: PartialString): boolean {
  return EVERYTHING.test(String(resource).replace(/\$\{[^}]*\}/g, '')); // unanchored: every part that is not known
}

function isPreflight(resource: PartialString): boolean {
  return /^[^/]*\/[^/]+\/OPTIONS(\/.*)?$/s.test(String(resource));
}
