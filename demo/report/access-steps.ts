import { serviceOf } from './network-graph';
import { asList, asText, type Properties, referenced, resourcesOfType, type Template } from './template';

/** A step on the way from a browser to Studio, and what of a template takes it. */
export interface AccessStep {
  readonly number: number;
  readonly statement: string;
  /** The logical ids; none where the step is not there. A step that is not for a template to take has none to ask for. */
  readonly resources?: (template: Template) => string[];
}

/** What takes part in private access, by logical ids. */
export interface AccessParts {
  readonly api?: string;
  /** The function that the methods of the API lead to. */
  readonly urlFunction?: string;
  readonly authorizer?: string;
  /** The function that alone writes the table of users. */
  readonly reconciler?: string;
  readonly directory?: string;
  readonly accessRole?: string;
}

/** Found by what refers to what, and not by names. */
export function accessParts(template: Template): AccessParts {
  const [[api] = []] = resourcesOfType(template, 'AWS::ApiGateway::RestApi');
  const urlFunction = leadsTo(
    template,
    resourcesOfType(template, 'AWS::ApiGateway::Method').map(([, { Integration }]) => (Integration as Properties).Uri),
  );
  const authorizer = leadsTo(
    template,
    resourcesOfType(template, 'AWS::ApiGateway::Authorizer').map(([, { AuthorizerUri }]) => AuthorizerUri),
  );
  const [[, list] = []] = resourcesOfType(template, 'Custom::StudioUserDirectory');
  const variables = Object.values(variablesOf(template, urlFunction)).map(referenced);
  const ofType = (type: string) => variables.find((id) => id !== undefined && template.Resources[id]?.Type === type);
  return {
    api,
    urlFunction,
    authorizer,
    reconciler: referenced(list?.ServiceToken),
    directory: ofType('AWS::DynamoDB::Table'),
    accessRole: ofType('AWS::IAM::Role'),
  };
}

export const ACCESS_STEPS: readonly AccessStep[] = [
  { number: 1, statement: 'Somebody signs in with the identity provider, at a portal of your own' },
  {
    number: 2,
    statement: 'The browser calls the API through the endpoint of execute-api',
    resources: (template) => endpointsOf(template, 'execute-api'),
  },
  {
    number: 3,
    statement: 'Corporate DNS servers ask the inbound resolver for the names of Studio',
    resources: (template) => idsOf(template, 'AWS::Route53Resolver::ResolverEndpoint'),
  },
  {
    number: 4,
    statement: 'The resolver answers with private addresses, which endpoints have by their private DNS',
    resources: privateDns,
  },
  {
    number: 5,
    statement: 'The endpoint leads to the private API, and nothing else does',
    resources: apiBehindEndpoint,
  },
  {
    number: 6,
    statement: 'The API has the token verified, and asks a function for the URL',
    resources: (template) => some(template, 'authorizer', 'urlFunction'),
  },
  {
    number: 7,
    statement: 'API Gateway calls the function, which has an interface in the VPC and no way in',
    resources: urlFunctionInVpc,
  },
  {
    number: 8,
    statement: 'The function looks the user up, takes a session of the access role, and makes the URL',
    resources: making,
  },
  {
    number: 9,
    statement: 'The browser opens the URL through the endpoint of Studio',
    resources: (template) => endpointsOf(template, 'studio'),
  },
  {
    number: 10,
    statement: 'Studio asks on every request whether the access role may still open it from there',
    resources: conditions,
  },
  {
    number: 11,
    statement: 'Studio answers, with applications that reach the VPC alone',
    resources: (template) => idsOf(template, 'AWS::SageMaker::Domain'),
  },
];

/** The steps, each with whether the template takes it. */
export function checkedSteps(
  template: Template,
): { number: number; statement: string; held: boolean; resources: string[] }[] {
  return ACCESS_STEPS.map(({ number, statement, resources }) => {
    const found = resources?.(template) ?? [];
    return { number, statement, held: !resources || found.length > 0, resources: found };
  });
}

/** The address of the API, as the stack tells it. */
export function apiUrl({ Outputs }: Template): string | undefined {
  const url = Object.entries(Outputs ?? {}).find(([id]) => id.startsWith('ApiUrl'))?.[1].Value;
  return url === undefined ? undefined : asText(url);
}

/** The logical ids of the endpoints of services; none unless there is one for each. */
export function endpointsOf(template: Template, ...services: string[]): string[] {
  const endpoints = resourcesOfType(template, 'AWS::EC2::VPCEndpoint');
  const found = services.flatMap((service) =>
    endpoints.filter(([, { ServiceName }]) => serviceOf(ServiceName) === service).map(([id]) => id),
  );
  return found.length === services.length ? found : [];
}

/** All of them, or none. */
function some(template: Template, ...parts: (keyof AccessParts)[]): string[] {
  const found = accessParts(template);
  const ids = parts.flatMap((part) => found[part] ?? []);
  return ids.length === parts.length ? ids : [];
}

function idsOf(template: Template, type: string): string[] {
  return resourcesOfType(template, type).map(([id]) => id);
}

function privateDns(template: Template): string[] {
  const ids = endpointsOf(template, 'sagemaker.api', 'studio');
  return ids.filter((id) => template.Resources[id].Properties?.PrivateDnsEnabled === true);
}

function apiBehindEndpoint(template: Template): string[] {
  const { api } = accessParts(template);
  const { EndpointConfiguration } = (api && template.Resources[api].Properties) || {};
  const behind = asList((EndpointConfiguration as Properties | undefined)?.VpcEndpointIds).map(referenced);
  const [endpoint] = endpointsOf(template, 'execute-api');
  return api && endpoint && behind.includes(endpoint) ? [api] : [];
}

function making(template: Template): string[] {
  const [parts, endpoints] = [
    some(template, 'directory', 'accessRole'),
    endpointsOf(template, 'dynamodb', 'sts', 'sagemaker.api'),
  ];
  return parts.length && endpoints.length ? [...parts, ...endpoints] : [];
}

function urlFunctionInVpc(template: Template): string[] {
  const { urlFunction } = accessParts(template);
  return urlFunction && template.Resources[urlFunction].Properties?.VpcConfig ? [urlFunction] : [];
}

/** The policies of the access role that name both endpoints. */
function conditions(template: Template): string[] {
  const { accessRole } = accessParts(template);
  const wanted = [...endpointsOf(template, 'sagemaker.api', 'studio')].sort();
  const opens = ({ Effect, Condition }: Properties) => {
    const named = asList((Condition as Record<string, Properties> | undefined)?.StringEquals?.['aws:SourceVpce']).map(
      referenced,
    );
    return Effect === 'Allow' && wanted.length > 0 && named.sort().join() === wanted.join();
  };
  return resourcesOfType(template, 'AWS::IAM::ManagedPolicy')
    .filter(([, { Roles }]) => asList(Roles).map(referenced).includes(accessRole))
    .filter(([, { PolicyDocument }]) => ((PolicyDocument as Properties).Statement as Properties[]).some(opens))
    .map(([id]) => id);
}

function variablesOf(template: Template, id: string | undefined): Properties {
  const { Environment } = (id && template.Resources[id]?.Properties) || {};
  return ((Environment as Properties | undefined)?.Variables ?? {}) as Properties;
}

/** The function in the address by which API Gateway calls it. */
function leadsTo(template: Template, uris: readonly unknown[]): string | undefined {
  const functions = resourcesOfType(template, 'AWS::Lambda::Function').map(([id]) => id);
  return functions.find((id) => uris.some((uri) => asText(uri).includes(`\${${id}.Arn}`)));
}
