import { createServer, type Server } from 'node:http';
import { close, listen } from '../../../../demo/loopback';
import type { ListProperties } from '../../../../src/access/shared/directory-file';
import { LIST_METADATA } from '../../../../src/access/shared/directory-reconciler';

/** A list as its stack has it. */
export interface StackResource {
  readonly status: string;
  readonly properties?: Partial<ListProperties>;
}

/** CloudFormation on loopback: the status of one stack, and its resources with their metadata. */
export class LoopbackCloudFormation {
  public status = 'CREATE_IN_PROGRESS';
  /** By logical id. */
  public readonly resources = new Map<string, StackResource>();
  /** The names of stacks that were asked for. */
  public readonly asked: string[] = [];
  public denials = 0;

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const input = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const [status, body] = this.answer(input);
      response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
    });
  });

  public async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public reset(): void {
    this.status = 'CREATE_IN_PROGRESS';
    this.resources.clear();
    this.asked.length = 0;
    this.denials = 0;
  }

  private answer({ Action, StackName, LogicalResourceId }: Record<string, string>): [number, string] {
    this.asked.push(StackName);
    if (this.denials-- > 0) {
      return [403, '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>'];
    }
    const resource = this.resources.get(LogicalResourceId);
    if (Action === 'DescribeStacks') {
      const stack = `<member><StackName>Access</StackName><StackStatus>${this.status}</StackStatus></member>`;
      return [200, result(Action, `<Stacks>${stack}</Stacks>`)];
    }
    if (Action !== 'DescribeStackResource' || !resource) {
      return [400, '<ErrorResponse><Error><Code>ValidationError</Code><Message>no</Message></Error></ErrorResponse>'];
    }
    const metadata = JSON.stringify({ 'aws:cdk:path': 'Access/List', [LIST_METADATA]: resource.properties })
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
    const detail = `<ResourceStatus>${resource.status}</ResourceStatus><Metadata>${metadata}</Metadata>`;
    return [200, result(Action, `<StackResourceDetail>${detail}</StackResourceDetail>`)];
  }
}

function result(action: string, body: string): string {
  const inner = `<${action}Result>${body}</${action}Result>`;
  return `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">${inner}</${action}Response>`;
}
