import { asksFor, deniesWithout } from '../../policies/closing-conditions';
import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { typesWith } from '../../policies/places';
import type { PolicyStatement } from '../../policies/statement';
import { namesAction, speaksOf } from '../../policies/statement-scope';
import type { PartialString } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import type { Truth } from '../../templates/truth';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { isBoundary, isHeldByNobody, policiesBeside } from './policies-beside';

/** The actions that hand out URLs, and what they hand them out for. */
const URLS = {
  'sagemaker:CreatePresignedDomainUrl': 'arn:*:sagemaker:*:*:user-profile/*',
  'sagemaker:CreatePresignedNotebookInstanceUrl': 'arn:*:sagemaker:*:*:notebook-instance/*',
} as const;
type Action = keyof typeof URLS;
const ACTIONS = Object.keys(URLS) as Action[];

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
  title: 'Policies must allow presigned URLs only from known networks',
  rationale:
    'Whoever holds such a URL is its user. The policy of who asked for it is asked again with each request that uses it, so a condition there is what keeps a leaked URL from being of use elsewhere.',
  remediation:
    'Put a condition on aws:SourceVpce with the endpoints of sagemaker.api and of studio or notebook, or on aws:SourceVpc, into each statement that allows the action. Opening Studio or a notebook in the console then no longer works.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html',
  controls: {},
  types: typesWith(PolicyKind.IDENTITY),
  check: (resource, context) =>
    context
      .documentsOf(resource)
      .filter((document) => document.kind === PolicyKind.IDENTITY && !isBoundary(document, resource, context))
      .flatMap((document) => judgeDocument(document, resource, context)),
};

function judgeDocument(document: PolicyDocument, resource: TemplateResource, context: RuleContext): Verdict[] {
  const { path, unknown } = document;
  const unused = isHeldByNobody(document, resource, context);
  // What allows everything to nobody is a boundary that is attached elsewhere.
  const statements = document.statements.filter((statement) => !(unused && allowsEverything(statement)));
  const doubt = unknown
    ? [cannotTell(path, `whether ${path} allows presigned URLs cannot be told: ${unknown.why}`)]
    : [];
  return [...doubt, ...statements.flatMap((statement) => judgeStatement(statement, document, resource, context))];
}

function allowsEverything({ effect, actions, resources }: PolicyStatement): boolean {
  const isStar = ({ literal }: PartialString) => literal === '*';
  return effect === 'Allow' && actions.some(isStar) && resources.some(isStar);
}

function judgeStatement(
  statement: PolicyStatement,
  document: PolicyDocument,
  resource: TemplateResource,
  context: RuleContext,
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
  return ACTIONS.flatMap((action) => {
    const allowed = speaksOf(statement, action, URLS[action]);
    if (allowed === 'no') {
      return [];
    }
    const closed = asksFor(statement, ORIGINS) || isDenied(action, document, resource, context);
    return [closed ? pass(path) : openVerdict(path, action, allowed)];
  });
}

function openVerdict(path: string, action: Action, allowed: Truth): Verdict {
  const missing = `must ask where requests come from, by a condition such as aws:SourceVpce that an absent key does not meet, for ${action}`;
  return allowed === 'yes'
    ? fail(path, `${path} ${missing}`)
    : cannotTell(path, `if it allows the action, ${path} ${missing}`);
}

/** Whatever else of it is not known. */
function isOfOtherActions(statement: PolicyStatement): boolean {
  const { actions, notActions } = statement;
  return actions.length + notActions.length > 0 && ACTIONS.every((action) => namesAction(statement, action) === 'no');
}

/** Whether the same policy, or others that all who have it have as well, deny the action elsewhere. */
function isDenied(action: Action, document: PolicyDocument, resource: TemplateResource, context: RuleContext): boolean {
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
  const others = policiesBeside(document, resource, context);
  return others.length > 0 && others.every((policies) => policies.some(denies));
}
