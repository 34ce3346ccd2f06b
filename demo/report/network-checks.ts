import { type SecurityRule, securityRules } from './security-rules';
import { asList, type Properties, referenced, resourcesOfType, type Template } from './template';

/** What holds of a network without internet, as a question to its template. */
export interface NetworkCheck {
  readonly statement: string;
  holds(template: Template, rules: readonly SecurityRule[]): boolean;
}

export const WAYS_OUT = [
  'InternetGateway',
  'NatGateway',
  'EgressOnlyInternetGateway',
  'TransitGatewayAttachment',
  'VPCPeeringConnection',
];

function isInVpcOnly(template: Template): boolean {
  const domains = resourcesOfType(template, 'AWS::SageMaker::Domain');
  return domains.length > 0 && domains.every(([, { AppNetworkAccessType }]) => AppNetworkAccessType === 'VpcOnly');
}

/** The group of a user admits that user's applications alone. */
function profilesAreApart(template: Template, rules: readonly SecurityRule[]): boolean {
  const groups = resourcesOfType(template, 'AWS::SageMaker::UserProfile').map(([, { UserSettings }]) =>
    asList((UserSettings as Properties).SecurityGroups).map(referenced),
  );
  const admits = (group: string | undefined) => rules.filter((rule) => rule.direction === 'in' && rule.group === group);
  return (
    new Set(groups.flat()).size === groups.flat().length &&
    groups.flat().every((group) => admits(group).every(({ peer }) => peer.id === group))
  );
}

function statementsAbout(template: Template, action: string): Properties[] {
  const documents = resourcesOfType(template, 'AWS::IAM::ManagedPolicy').map(
    ([, { PolicyDocument }]) => PolicyDocument as Properties,
  );
  return documents
    .flatMap(({ Statement }) => Statement as Properties[])
    .filter(({ Action }) => asList(Action).includes(action));
}

function urlsNeedEndpoints(template: Template): boolean {
  const opening = statementsAbout(template, 'sagemaker:CreatePresignedDomainUrl').filter(
    ({ Effect }) => Effect !== 'Deny',
  );
  const endpoints = ({ Condition }: Properties) =>
    asList((Condition as Record<string, Properties> | undefined)?.StringEquals?.['aws:SourceVpce']);
  return opening.length > 0 && opening.every((statement) => endpoints(statement).length === 2);
}

/** A private API denies whatever comes from elsewhere, whoever allows it. */
function apisArePrivate(template: Template): boolean {
  const apis = resourcesOfType(template, 'AWS::ApiGateway::RestApi');
  return apis.every(([, { EndpointConfiguration, Policy }]) => {
    const types = asList((EndpointConfiguration as Properties | undefined)?.Types);
    const statements = asList((Policy as Properties | undefined)?.Statement) as Properties[];
    const condition = ({ Condition }: Properties) =>
      (Condition as Record<string, Properties> | undefined)?.StringNotEquals?.['aws:SourceVpce'];
    return (
      types.length === 1 &&
      types[0] === 'PRIVATE' &&
      statements.some((one) => one.Effect === 'Deny' && condition(one) !== undefined)
    );
  });
}

export const NETWORK_CHECKS: readonly NetworkCheck[] = [
  { statement: 'The applications of the domain reach the VPC alone', holds: isInVpcOnly },
  {
    statement: 'No gateway leads from the VPC to the internet or to another network',
    holds: (template) => WAYS_OUT.every((type) => resourcesOfType(template, `AWS::EC2::${type}`).length === 0),
  },
  {
    statement: 'No security group lets every address in or out',
    holds: (_, rules) => !rules.some(({ peer }) => /^[^/]*\/0+$/.test(peer.id)),
  },
  { statement: 'No user reaches the applications of another one', holds: profilesAreApart },
  { statement: 'Studio opens through two named endpoints alone', holds: urlsNeedEndpoints },
  { statement: 'Every API is private, and denies what does not come through its endpoint', holds: apisArePrivate },
];

/** The checks, each with its answer. */
export function checkedNetwork(template: Template): { statement: string; held: boolean }[] {
  const rules = securityRules(template);
  return NETWORK_CHECKS.map(({ statement, holds }) => ({ statement, held: holds(template, rules) }));
}
