import { HUB, type Team } from '../../examples/studio-hub/organization';
import { entryId, entryItem } from '../../src/access/runtime/directory-item';
import { entriesOf } from '../../src/access/runtime/reconciler/directory-file';
import { select } from '../../src/access/runtime/url-function/selection';
import { authorizeCall, contextOf } from '../local-access/api-authorization';
import { ApiDefinition } from '../local-access/api-definition';
import { Verdict } from '../local-access/authorization-flow';
import type { PolicyDocument } from '../local-access/deployment';
import { resourceVerdict } from '../local-access/verdicts';
import { type Accounts, type Endpoint, HUB_ACCESS } from './accounts';

/** The pages between the address that a user opens and Studio. */
const PAGES = ['/', '/signin', '/callback', '/open'];

/** What the portal opens for a user. */
interface Selected {
  readonly userProfileName: string;
  /** Whether the user has chosen it among several. */
  readonly chosen: boolean;
}

/** The portal of the hub, as its templates and its code decide. */
export class HubPortal {
  private readonly api: ApiDefinition;

  constructor(private readonly accounts: Accounts) {
    this.api = new ApiDefinition(accounts.stack(HUB_ACCESS));
  }

  /** Whether a browser gets from the name of the portal to Studio's URL, for a user whom the authorizer has verified. */
  public async admits(way: Partial<Endpoint>): Promise<boolean> {
    const admitted = await Promise.all([this.nameAdmits(way), ...PAGES.map((page) => this.pageAdmits(page, way))]);
    return admitted.every(Boolean);
  }

  /** What the function of the API selects for a user who wants the domain of a team. */
  public selected(subject: string, { domainId }: Team): Selected | undefined {
    const key = `${HUB.identityProvider.issuer}#${subject}`;
    const entries = entriesOf(this.accounts.userFile(), [], 'list').filter(({ pk }) => pk === key);
    const context = { key, nowSeconds: 0, faultOf: () => undefined };
    const items = entries.map(entryItem);
    const first = select(items, context);
    const wanted = first.kind === 'several' ? first.entries.find((entry) => entry.domainId === domainId) : undefined;
    const selection = wanted ? select(items, { ...context, choice: entryId(wanted) }) : first;
    return selection.kind === 'one' && selection.entry.domainId === domainId
      ? { userProfileName: selection.entry.userProfileName, chosen: wanted !== undefined }
      : undefined;
  }

  /** The name has its own policy, which API Gateway evaluates before that of the API. */
  private async nameAdmits({ id }: Partial<Endpoint>): Promise<boolean> {
    const { properties } = this.accounts.stack(HUB_ACCESS).theOnly('AWS::ApiGateway::DomainNameV2', 'Policy');
    const { Statement: statements, ...others } = properties.Policy as PolicyDocument;
    const resource = this.api.arnOf('/portal/GET/open');
    const policy = { ...others, Statement: statements.map((one) => ({ ...one, Resource: resource })) };
    const context = contextOf({ endpointId: id });
    return (await resourceVerdict(policy, { action: 'execute-api:Invoke', resource, context })) === Verdict.ALLOW;
  }

  private async pageAdmits(path: string, { id, policy }: Partial<Endpoint>): Promise<boolean> {
    const method = this.api.method('GET', path);
    const way = { endpointId: id, endpointPolicy: policy };
    const caller = async () => ({ kind: 'known' as const, verdict: Verdict.ALLOW, sameAccount: true });
    return method !== undefined && (await authorizeCall(this.api, method, way, caller)) === 'PASSED';
  }
}
