import { asksFor, deniesWithout } from '../../policies/closing-conditions';
import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { typesWith } from '../../policies/places';
import type { PolicyStatement } from '../../policies/statement';
import { namesAction, speaksOf } from '../../policies/statement-scope';
import type { Text } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { Facts } from '../context';
import type { RuleDefinition } from '../definition';
import { isBoundary, isHeldByNobody, policiesBeside } from './policies-beside';

/** The actions that hand out URLs, and what they hand them out for. */
const URLS = {
  'sagemaker:CreatePresignedDomainUrl': 'arn:*:sagemaker:*:*:user-profile/*',
  'sagemaker:CreatePresignedNotebookInstanceUrl': 'arn:*:sagemaker:*:*:notebook-instance/*',
} as const;

/** What says where a request comes from. Addresses inside of a VPC say nothing, since others have the same. */
const ORIGINS = [
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceVpcArn',
  'aws:SourceVpce',
  'aws:VpceAccount',
  'aws:VpceOrgID',
  'aws:VpceOrgPaths',
];

export const presignedUrls: RuleDefinition = {
  id: 'presigned-url-origin',
  severity: Severity.WARNING,
  title: 'Presigned URLs of Studio and notebook instances are for known networks only',
  rationale:
    'Whoever holds such a URL is its user. The policy of who asked for it is asked again with each request that uses it, so a condition there is what keeps a leaked URL from being of use elsewhere.',
  remediation:
    'Put a condition on aws:SourceVpce with the endpoints of sagemaker.api and of studio or notebook, or on aws:SourceVpc, into each statement that allows the action. Opening Studio or a notebook in the console then no longer works.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html',
  controls: {},
  types: typesWith(PolicyKind.IDENTITY),
  check: (resource, facts) =>
    facts
      .documentsOf(resource)
      .filter((document) => document.kind === PolicyKind.IDENTITY && !isBoundary(document, resource, facts))
      .flatMap((document) => judgeDocument(document, resource, facts)),
};

function judgeDocument(document: PolicyDocument, resource: TemplateResource, facts: Facts): Verdict[] {
  const { path, unknown } = document;
  const unused = isHeldByNobody(document, resource, facts);
  // What allows everything to nobody is a boundary that is attached elsewhere.
  const statements = document.statements.filter((statement) => !(unused && allowsEverything(statement)));
  const doubt = unknown
    ? [cannotTell(path, `whether ${path} allows presigned URLs cannot be told: ${unknown.why}`)]
    : [];
  return [...doubt, ...statements.flatMap((statement) => judgeStatement(statement, document, resource, facts))];
}

function allowsEverything({ effect, actions, resources }: PolicyStatement): boolean {
  const isStar = ({ literal }: Text) => literal === '*';
  return effect === 'Allow' && actions.some(isStar) && resources.some(isStar);
}

function judgeStatement(
  statement: PolicyStatement,
  document: PolicyDocument,
  resource: TemplateResource,
  facts: Facts,
): Verdict[] {
  const { effect, path, unknowns } = statement;
  if (isOfOtherActions(statement)) {
    return [];
  }
  if (unknowns.length > 0) {
    return [cannotTell(path, `whether ${path} allows presigned URLs cannot be told: ${unknowns[0].why}`)];
  }
  if (effect !== 'Allow') {
    return [];
  }
  return (Object.keys(URLS) as (keyof typeof URLS)[]).flatMap((action) => {
    const speaks = speaksOf(statement, action, URLS[action]);
    if (speaks === 'no') {
      return [];
    }
    if (asksFor(statement, ORIGINS) || isDenied(action, document, resource, facts)) {
      return [pass(path)];
    }
    const missing = `must ask where requests come from, by a condition such as aws:SourceVpce that an absent key does not meet, for ${action}`;
    return [
      speaks === 'yes'
        ? fail(path, `${path} ${missing}`)
        : cannotTell(path, `if it allows the action, ${path} ${missing}`),
    ];
  });
}

/** Whatever else of it is not known. */
function isOfOtherActions(statement: PolicyStatement): boolean {
  const { actions, notActions } = statement;
  return (
    actions.length + notActions.length > 0 &&
    Object.keys(URLS).every((action) => namesAction(statement, action) === 'no')
  );
}

/** Whether the same policy, or others that all who have it have as well, deny the action elsewhere. */
function isDenied(
  action: keyof typeof URLS,
  document: PolicyDocument,
  resource: TemplateResource,
  facts: Facts,
): boolean {
  const denies = ({ statements }: PolicyDocument) =>
    statements.some(
      (statement) =>
        deniesWithout(statement, ORIGINS) &&
        statement.unknowns.length === 0 &&
        speaksOf(statement, action, URLS[action]) === 'yes',
    );
  if (denies(document)) {
    return true;
  }
  const others = policiesBeside(document, resource, facts);
  return others.length > 0 && others.every((policies) => policies.some(denies));
}
