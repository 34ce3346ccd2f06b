import { request as httpRequest } from 'node:http';
import { asList, type Properties } from '../report/template';
import type { WayIn } from './api-authorization';
import type { Call } from './call';
import type { Deployment, PolicyDocument } from './deployment';
import { type HttpAnswer, type HttpRequest, json } from './http';
import { ENVIRONMENT } from './local-access-stack';
import { isAllowed, type Need } from './permissions';
import { type RoleSession, SECRET_MARK, type Sessions } from './sessions';
import { verifySignature } from './signature';
import type { LocalStudio } from './studio';
import type { LocalVault } from './vault';

/** A call that was made, and what became of it. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly principal: string;
  readonly endpointId?: string;
  readonly status: number;
}

const JSON_TYPE = 'application/x-amz-json-1.1';
const TRANSACTION_ACTIONS: Record<string, string> = {
  Put: 'PutItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Update: 'UpdateItem',
};
const SESSION_MS = 900_000;

/** DynamoDB, IAM, STS and SageMaker on loopback: each call must be signed, and allowed by the policies of the template. */
export class LocalAws {
  public readonly calls: CallRecord[] = [];
  /** The inline policies of roles, by the names of these. */
  public readonly inlinePolicies = new Map<string, PolicyDocument>();

  constructor(
    private readonly deployment: () => Deployment,
    private readonly sessions: Sessions,
    private readonly studio: LocalStudio,
    /** Where items are stored. */
    private readonly database: string,
    private readonly vault: LocalVault,
  ) {}

  public async serve(request: HttpRequest, way: WayIn): Promise<HttpAnswer> {
    const signed = verifySignature(request, (id) => this.sessions.find(id));
    if (!signed || signed.region !== ENVIRONMENT.region) {
      return json(403, { __type: 'InvalidSignatureException' }, JSON_TYPE);
    }
    const target = request.headers['x-amz-target'];
    const input = target ? JSON.parse(request.body) : Object.fromEntries(new URLSearchParams(request.body));
    const operation = target ? String(target).split('.')[1] : String(input.Action);
    const call: Call = { service: signed.service, operation, input, session: signed.credentials, way };
    const answer = await this.answer(call, request);
    this.calls.push({
      service: call.service,
      operation,
      principal: call.session.principal,
      endpointId: way.endpointId,
      status: answer.status,
    });
    return answer;
  }

  private async answer(call: Call, request: HttpRequest): Promise<HttpAnswer> {
    switch (`${call.service} ${call.operation}`) {
      case 'sts AssumeRole':
        return this.assumeRole(call);
      case 'iam PutRolePolicy':
      case 'iam DeleteRolePolicy':
        return this.changeRolePolicy(call);
      case 'cloudformation DescribeStacks':
        return this.describeStacks(call);
      case 'sagemaker CreatePresignedDomainUrl':
        return this.createPresignedDomainUrl(call);
      case 'secretsmanager GetSecretValue':
        return this.vault.secret(call);
      case 'kms GenerateDataKey':
        return this.vault.generateDataKey(call);
      case 'kms Decrypt':
        return this.vault.decrypt(call);
      default:
        return call.service === 'dynamodb'
          ? this.useTable(call, request)
          : json(400, { __type: 'UnknownOperationException' }, JSON_TYPE);
    }
  }

  private async assumeRole(call: Call): Promise<HttpAnswer> {
    const { RoleArn, RoleSessionName, SourceIdentity } = call.input as Record<string, string>;
    const roleId = this.roleOf(RoleArn);
    if (roleId === undefined || !(await this.mayAssume(call, roleId))) {
      return xml(
        403,
        `<ErrorResponse><Error><Code>AccessDenied</Code><Message>${SECRET_MARK}</Message></Error></ErrorResponse>`,
      );
    }
    const session = this.sessions.open({
      roleId,
      roleArn: RoleArn,
      sessionName: RoleSessionName,
      sourceIdentity: SourceIdentity,
    });
    return assumedRole(session);
  }

  /** Here, CloudFormation calls functions only while it deploys. */
  private async describeStacks(call: Call): Promise<HttpAnswer> {
    const resource = String(call.input.StackName);
    if (!(await this.allowsAll(call, [{ action: 'cloudformation:DescribeStacks', resource }]))) {
      return xml(403, '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
    }
    const stack = '<member><StackName>Local</StackName><StackStatus>UPDATE_IN_PROGRESS</StackStatus></member>';
    const stacks = `<DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult>`;
    return xml(200, `<DescribeStacksResponse>${stacks}</DescribeStacksResponse>`);
  }

  /** A role has one inline policy here. */
  private async changeRolePolicy(call: Call): Promise<HttpAnswer> {
    const { RoleName, PolicyDocument: document } = call.input as Record<string, string>;
    const deployment = this.deployment();
    const role = deployment.ofType('AWS::IAM::Role').find(({ id }) => deployment.refOf(id) === RoleName);
    const needs = [
      { action: `iam:${call.operation}`, resource: role ? deployment.attributeOf(role.id, 'Arn') : '', context: {} },
    ];
    if (!role || !(await this.allowsAll(call, needs))) {
      return xml(403, '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
    }
    if (call.operation === 'PutRolePolicy') {
      this.inlinePolicies.set(RoleName, JSON.parse(document));
      return xml(200, '<PutRolePolicyResponse/>');
    }
    return this.inlinePolicies.delete(RoleName)
      ? xml(200, '<DeleteRolePolicyResponse/>')
      : xml(404, '<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>');
  }

  /** The logical id of a role of the template. */
  private roleOf(arn: string): string | undefined {
    const deployment = this.deployment();
    return deployment.ofType('AWS::IAM::Role').find(({ id }) => deployment.attributeOf(id, 'Arn') === arn)?.id;
  }

  /** A source identity takes a permission of its own. */
  private mayAssume(call: Call, roleId: string): Promise<boolean> {
    const { RoleArn: resource, SourceIdentity: identity } = call.input as Record<string, string>;
    const { Properties } = this.deployment().resources[roleId];
    const trust = this.deployment().resolve(Properties?.AssumeRolePolicyDocument) as PolicyDocument;
    if (identity === undefined) {
      return this.allowsAll(call, [{ action: 'sts:AssumeRole', resource, context: {}, trust }]);
    }
    const context = { 'sts:SourceIdentity': identity };
    const actions = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
    return this.allowsAll(
      call,
      actions.map((action) => ({ action, resource, context, trust })),
    );
  }

  private async createPresignedDomainUrl({ input, session, way }: Call): Promise<HttpAnswer> {
    const {
      DomainId,
      UserProfileName,
      ExpiresInSeconds = 300,
      SessionExpirationDurationInSeconds = 43_200,
    } = input as Record<string, never>;
    if (!(await this.studio.admits({ session, domainId: DomainId, userProfileName: UserProfileName }, way))) {
      return json(400, { __type: 'AccessDeniedException', message: SECRET_MARK }, JSON_TYPE);
    }
    const expiry = { expiresInSeconds: ExpiresInSeconds, sessionSeconds: SessionExpirationDurationInSeconds };
    const url = this.studio.presign({ session, domainId: DomainId, userProfileName: UserProfileName }, expiry);
    return url
      ? json(200, { AuthorizedUrl: url }, JSON_TYPE)
      : json(400, { __type: 'ResourceNotFound', message: SECRET_MARK }, JSON_TYPE);
  }

  private async useTable(call: Call, request: HttpRequest): Promise<HttpAnswer> {
    const { id, properties } = this.deployment().theOnly('AWS::DynamoDB::Table', 'ResourcePolicy', 'SSESpecification');
    const resource = this.deployment().attributeOf(id, 'Arn');
    const { PolicyDocument: resourcePolicy } = properties.ResourcePolicy as { PolicyDocument: PolicyDocument };
    const items =
      call.operation === 'TransactWriteItems'
        ? asList(call.input.TransactItems).flatMap((item) => Object.keys(item as object))
        : [];
    const operations = items.length ? [...new Set(items.map((name) => TRANSACTION_ACTIONS[name]))] : [call.operation];
    const context = contextOfRead(call.input);
    const needs = operations.map(
      (operation): Need => ({ action: `dynamodb:${operation}`, resource, resourcePolicy, context }),
    );
    const { KMSMasterKeyId: keyArn } = properties.SSESpecification as Record<string, string>;
    const allowed = (await this.allowsAll(call, needs)) && (await this.decrypts(call, keyArn));
    return allowed
      ? forward(this.database, request)
      : json(400, { __type: 'com.amazon.coral.service#AccessDeniedException', message: SECRET_MARK }, JSON_TYPE);
  }

  /** DynamoDB does so for the caller, from where it is itself. */
  private async decrypts({ session }: Call, keyArn: string): Promise<boolean> {
    const key = this.deployment()
      .ofType('AWS::KMS::Key')
      .find(({ id }) => this.deployment().attributeOf(id, 'Arn') === keyArn)!;
    const resourcePolicy = this.deployment().resolve(
      this.deployment().resources[key.id].Properties?.KeyPolicy,
    ) as PolicyDocument;
    const context = { 'kms:ViaService': `dynamodb.${ENVIRONMENT.region}.amazonaws.com` };
    return this.allowsAll({ session, way: {} }, [{ action: 'kms:Decrypt', resource: keyArn, context, resourcePolicy }]);
  }

  private async allowsAll({ session, way }: Pick<Call, 'session' | 'way'>, needs: readonly Need[]): Promise<boolean> {
    const decisions = await Promise.all(needs.map((need) => isAllowed(this.deployment(), session, way, need)));
    return decisions.every(Boolean);
  }
}

/** What DynamoDB tells IAM of a query. */
function contextOfRead({ Select, ProjectionExpression, ExpressionAttributeNames = {} }: Properties): Need['context'] {
  if (typeof Select !== 'string') {
    return {};
  }
  const names = ExpressionAttributeNames as Record<string, string>;
  const attributes = String(ProjectionExpression).split(', ');
  return { 'dynamodb:Select': Select, 'dynamodb:Attributes': attributes.map((name) => names[name] ?? name) };
}

function xml(status: number, body: string): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/xml' }, body };
}

function forward(address: string, { headers, body }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const passed = { 'content-type': String(headers['content-type']), 'x-amz-target': String(headers['x-amz-target']) };
    const sent = httpRequest(address, { method: 'POST', headers: passed }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: { 'Content-Type': JSON_TYPE },
          body: Buffer.concat(chunks).toString('utf-8'),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function assumedRole({ accessKeyId, secretAccessKey, sessionToken }: RoleSession): HttpAnswer {
  const credentials = {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(Date.now() + SESSION_MS).toISOString(),
  };
  const fields = Object.entries(credentials).map(([name, value]) => `<${name}>${value}</${name}>`);
  return xml(
    200,
    `<AssumeRoleResponse><AssumeRoleResult><Credentials>${fields.join('')}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  );
}
