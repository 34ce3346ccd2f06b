import { createServer, type Server } from 'node:http';
import { close, listen } from '../../../../demo/loopback';

interface App {
  readonly AppName: string;
  readonly AppType: string;
  readonly Status: string;
  readonly UserProfileName?: string;
  readonly SpaceName?: string;
}

interface Space {
  readonly SpaceName: string;
  readonly OwnershipSettingsSummary: { readonly OwnerUserProfileName: string };
  readonly SpaceSharingSettingsSummary: { readonly SharingType: string };
}

/** IAM and SageMaker on loopback: the inline policies of roles, and the applications of one domain. */
export class LoopbackAccount {
  public readonly policies = new Map<string, string>();
  public readonly apps: App[] = [];
  public readonly spaces: Space[] = [];
  public readonly deleted: string[] = [];
  /** Whether IAM denies everything. */
  public denies = false;
  /** Called before a policy is written. */
  public before?: () => void | Promise<void>;

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const target = request.headers['x-amz-target'];
      const answer = target
        ? Promise.resolve(this.studio(String(target).split('.')[1], JSON.parse(body)))
        : this.iam(Object.fromEntries(new URLSearchParams(body)));
      answer.then(([status, text]) => response.writeHead(status).end(text));
    });
  });

  public async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public reset(): void {
    this.policies.clear();
    this.apps.length = 0;
    this.spaces.length = 0;
    this.deleted.length = 0;
    this.before = undefined;
    this.denies = false;
  }

  private async iam({ Action, RoleName, PolicyDocument }: Record<string, string>): Promise<[number, string]> {
    await this.before?.();
    if (this.denies) {
      return [403, '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>'];
    }
    if (Action === 'PutRolePolicy') {
      this.policies.set(RoleName, PolicyDocument);
      return [200, '<PutRolePolicyResponse/>'];
    }
    if (!this.policies.delete(RoleName)) {
      return [404, '<ErrorResponse><Error><Code>NoSuchEntity</Code><Message>no</Message></Error></ErrorResponse>'];
    }
    return [200, '<DeleteRolePolicyResponse/>'];
  }

  private studio(operation: string, input: Record<string, string>): [number, string] {
    if (operation === 'ListSpaces') {
      return [200, JSON.stringify({ Spaces: this.spaces })];
    }
    if (operation === 'ListApps') {
      const { UserProfileNameEquals: profile, SpaceNameEquals: space } = input;
      const apps = this.apps.filter((app) => app.UserProfileName === profile && app.SpaceName === space);
      return [200, JSON.stringify({ Apps: apps.map((app) => ({ ...app, DomainId: input.DomainIdEquals })) })];
    }
    this.deleted.push(`${input.DomainId} ${input.UserProfileName ?? input.SpaceName} ${input.AppName}`);
    return [200, '{}'];
  }
}
