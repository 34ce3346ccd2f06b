import { asksFor, deniesWithout } from '../../policies/closing-conditions';
import type { PolicyDocument } from '../../policies/document';
import type { PolicyStatement } from '../../policies/statement';
import { namesAction } from '../../policies/statement-scope';
import type { PartialString } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import { every, some, type Truth, truthOf } from '../../templates/truth';
import { itemsOf, literalOf, type TemplateValue } from '../../templates/values';
import type { RuleContext } from '../context';

export const REST_API = 'AWS::ApiGateway::RestApi';
export const METHOD = 'AWS::ApiGateway::Method';
const RESOURCE = 'AWS::ApiGateway::Resource';

const INVOKE = 'execute-api:Invoke';
const ENDPOINTS = ['aws:SourceVpc', 'aws:SourceVpce'];
/** Below the API: stage, method and path. */
const EVERYTHING = /^(\*|(execute-api:|arn:[^/]*)\/?[*/]*)$/s;

/** A method and a path without wildcards and unknown parts, below any stage. */
const LITERAL_METHOD = /^[^/]*\/[^/]+\/([A-Z]+\/[\w./-]*)$/;

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

/** The method with its path, as an ARN ends with it, such as `GET/studio`; undefined if a part is not known. */
export function calledAs(method: TemplateResource, context: RuleContext): string | undefined {
  const verb = literalOf(method.get('HttpMethod'));
  const path = pathOf(method.get('ResourceId'), context);
  return verb === undefined || verb === 'ANY' || path === undefined ? undefined : `${verb}/${path}`;
}

/** The root has an empty path. */
function pathOf(resourceId: TemplateValue, context: RuleContext): string | undefined {
  if (context.referredTo(resourceId, REST_API)) {
    return '';
  }
  const resource = context.referredTo(resourceId, RESOURCE);
  const part = resource && literalOf(resource.get('PathPart'));
  const parent = resource && pathOf(resource.get('ParentId'), context);
  return part === undefined || parent === undefined ? undefined : [parent, part].filter(Boolean).join('/');
}

/** Whether a statement lets anyone call a method. Browsers ask beforehand without credentials, so that does not count. */
export function letsAnyoneCall(statement: PolicyStatement, call: string | undefined): Truth {
  const called = some(
    statement.resources.map((resource) => truthOf(!isPreflight(resource) && !isForAnother(resource, call))),
  );
  return statement.effect === 'Allow' ? every([isAnyone(statement), namesAction(statement, INVOKE), called]) : 'no';
}

function isAnyone({ principals, notPrincipals }: PolicyStatement): Truth {
  return notPrincipals.length > 0 ? 'yes' : some(principals.map(({ name }) => name.equals('*')));
}

function isEverything(resource: PartialString): boolean {
  return EVERYTHING.test(String(resource).replace(/\$\{[^}]*\}/g, '')); // unanchored: every part that is not known
}

/** Whether a resource is a literal method that is not the called one. The stage may be a wildcard, which takes slashes along. */
function isForAnother(resource: PartialString, call: string | undefined): boolean {
  const named = LITERAL_METHOD.exec(String(resource))?.[1];
  return named !== undefined && call !== undefined && call !== named && !call.endsWith(`/${named}`);
}

function isPreflight(resource: PartialString): boolean {
  return /^[^/]*\/[^/]+\/OPTIONS(\/.*)?$/s.test(String(resource));
}
