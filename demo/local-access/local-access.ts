import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import { REVOCATION_VARIABLES } from '../../src/access/shared/revocation';
import { Database } from '../../test/access/support/directory-database';
import { INTERNET, type WayIn } from './api-authorization';
import { ApiDefinition } from './api-definition';
import { LocalAws } from './aws-services';
import { Browser, REDIRECT_URI } from './browser';
import { type Certificate, certificateFor } from './certificate';
import { type Deployment, STACK_ID } from './deployment';
import { LocalFunctions } from './functions';
import { LocalGateway } from './gateway';
import { type HttpRequest, Listeners, type Serve } from './http';
import type { FunctionResult } from './lambda';
import {
  ALICE,
  AUDIENCE,
  BOB,
  CAROL,
  ENVIRONMENT,
  type LocalAccessProps,
  MALLORY,
  PORTAL_CLIENT,
  PortalPlace,
  PUBLIC_PORTAL_CLIENT,
} from './local-access-stack';
import { LocalProviders } from './provider';
import { SECRET_MARK, Sessions } from './sessions';
import { LocalStudio } from './studio';
import { synthesized } from './synthesis';
import { LocalVault } from './vault';

/** Where a browser is, which says how its requests come to AWS. */
export enum Place {
  /** Names of the API and of Studio lead to their endpoints. */
  CORPORATE = 'the corporate network',
  /** No name leads to an endpoint. */
  INTERNET = 'the internet',
  /** Endpoints of somebody else, with policies that allow everything. */
  OTHER_VPC = 'the endpoints of another VPC',
  /** Everything is sent to the endpoint of Studio. */
  STUDIO_ENDPOINT = 'the endpoint of Studio alone',
}

const OTHER_ENDPOINT: WayIn = { endpointId: 'vpce-0ffffffffffffffff' };
const SERVICES = { api: 'execute-api', studio: 'studio' } as const;
type WebService = keyof typeof SERVICES;

export type Variant = Pick<LocalAccessProps, 'aliceEnabled' | 'revocation' | 'allowedOrigins' | 'portal'>;

/** The whole of it on loopback: an identity provider, the API, its functions, and the services of AWS that these call. */
export class LocalAccess {
  public static async start(): Promise<LocalAccess> {
    const folder = mkdtempSync(join(tmpdir(), 'local-access-'));
    const { region } = ENVIRONMENT;
    const certificate = certificateFor([
      'localhost',
      `*.execute-api.${region}.amazonaws.com`,
      `*.studio.${region}.sagemaker.aws`,
    ]);
    writeFileSync(join(folder, 'loopback.pem'), certificate.cert);
    const passwords = new Map(
      [ALICE, BOB, CAROL, MALLORY].map(({ subject }) => [subject, `${SECRET_MARK}${randomBytes(8).toString('hex')}`]),
    );
    const users = [...passwords].map(([subject, password]) => ({ name: subject, password, subject }));
    const portal = {
      clientId: PORTAL_CLIENT,
      publicClientId: PUBLIC_PORTAL_CLIENT,
      url: portalUrl(folder),
      secret: `${SECRET_MARK}${randomBytes(16).toString('hex')}`,
    };
    const providers = await LocalProviders.start({
      count: 2,
      certificate,
      users,
      audience: AUDIENCE,
      redirectUri: REDIRECT_URI,
      portal,
    });
    const local = new LocalAccess(folder, certificate, providers, passwords, portal.secret);
    await local.deploy();
    return local;
  }

  public readonly studio = new LocalStudio(() => this.deployment);
  public readonly gateway = new LocalGateway(
    () => this.api,
    (id, event) => this.functions.invoke(id, event),
  );
  public readonly functions: LocalFunctions;
  /** Tokens of users, none of which may be logged. */
  public readonly tokens: string[] = [];
  private readonly listeners = new Listeners();
  private readonly ports = new Map<string, Promise<number>>();
  private readonly sessions = new Sessions();
  private current?: Deployment;
  private definition?: ApiDefinition;
  private readonly trust: SecureContext;
  private readonly vault: LocalVault;
  private services?: LocalAws;
  private database?: Database;

  private constructor(
    private readonly folder: string,
    private readonly certificate: Certificate,
    private readonly providers: LocalProviders,
    public readonly passwords: ReadonlyMap<string, string>,
    portalSecret: string,
  ) {
    this.trust = createSecureContext({ ca: certificate.cert });
    this.vault = new LocalVault(() => this.deployment, portalSecret);
    const certificateFile = join(folder, 'loopback.pem');
    this.functions = new LocalFunctions(
      () => this.deployment,
      this.sessions,
      (service, inVpc) => this.addressOf(service, inVpc),
      certificateFile,
    );
  }

  public get deployment(): Deployment {
    return this.current!;
  }

  public get api(): ApiDefinition {
    return this.definition!;
  }

  public get aws(): LocalAws {
    return this.services!;
  }

  /** The address of the API, by the name of its endpoint. */
  public get apiUrl(): string {
    return `https://${this.api.host}/${this.api.stage}`;
  }

  /** That the API believes, and one that it does not. */
  public get issuers(): readonly string[] {
    return this.providers.issuers;
  }

  /** Synthesizes the stack, and does what CloudFormation would with its list of users. */
  public async deploy(variant: Variant = {}, edit: (deployment: Deployment) => void = () => undefined): Promise<void> {
    const [identityProvider] = this.issuers;
    const deployment = synthesized(this.folder, {
      identityProvider,
      jwksUri: `${identityProvider}/jwks`,
      portal: PortalPlace.SERVER,
      ...variant,
    });
    edit(deployment);
    const first = this.current === undefined;
    this.current = deployment;
    this.definition = new ApiDefinition(deployment);
    if (first) {
      this.database = new Database(deployment.refOf(deployment.theOnly('AWS::DynamoDB::Table').id));
      this.services = new LocalAws(
        () => this.deployment,
        this.sessions,
        this.studio,
        await this.database.start(),
        this.vault,
      );
    }
    deployment.inlinePolicies = this.aws.inlinePolicies;
    await this.reconcile(first ? 'Create' : 'Update');
  }

  /** Has the function of revocations serve an operator, and returns its answer. */
  public async operate(request: object): Promise<FunctionResult> {
    const found = this.deployment
      .ofType('AWS::Lambda::Function', 'Environment')
      .find(({ properties: { Environment: environment } }) => {
        const { Variables: variables } = environment as { Variables: object };
        return REVOCATION_VARIABLES.accessRoleNames in variables;
      });
    return this.functions.invoke(found!.id, request);
  }

  /** The portal, which a real browser finds by the rules of `hostRules`. */
  public get portalUrl(): string {
    return `${this.apiUrl}/`;
  }

  /** How a real browser in the corporate network finds the API and Studio, and nothing but loopback besides. */
  public async hostRules(): Promise<string> {
    const ports = await Promise.all(
      (['api', 'studio'] as const).map((service) => this.portOf(service, this.wayOf(Place.CORPORATE, service))),
    );
    const { region } = ENVIRONMENT;
    const zones = [`*.execute-api.${region}.amazonaws.com`, `*.studio.${region}.sagemaker.aws`];
    return [
      ...zones.map((zone, index) => `MAP ${zone} 127.0.0.1:${ports[index]}`),
      'MAP * ~NOTFOUND',
      'EXCLUDE localhost',
    ].join(', ');
  }

  /** A browser without cookies. */
  public async browser(place: Place): Promise<Browser> {
    const [api, studio] = await Promise.all([
      this.portOf('api', this.wayOf(place, 'api')),
      this.portOf('studio', this.wayOf(place, 'studio')),
    ]);
    const ports: [part: string, port: number | undefined][] = [
      ['.execute-api.', api],
      ['.studio.', studio],
    ];
    const resolver = (host: string) => ports.find(([part]) => host.includes(part))?.[1];
    return new Browser(resolver, this.trust);
  }

  /** The access token that a user gets by signing in. */
  public async signIn(browser: Browser, subject: string, issuer = this.issuers[0]): Promise<string> {
    const token = await browser.signIn(issuer, subject, this.passwords.get(subject)!);
    this.tokens.push(token);
    return token;
  }

  /** All that anything has logged. */
  public get log(): string {
    return [this.functions.log, ...this.gateway.accessLog].join('\n');
  }

  /** What must be in no log: passwords, keys, tokens, and URLs that open something. */
  public leaks(text = this.log): string[] {
    const secrets = [SECRET_MARK, ...this.tokens.flatMap((token) => [token, ...token.split('.').slice(1)])];
    return secrets.filter((secret) => text.includes(secret));
  }

  public async stop(): Promise<void> {
    await this.functions.stop();
    await this.listeners.stop();
    await this.database?.stop();
    await this.providers.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** The endpoint of a service of the template. */
  public endpoint(service: string): WayIn {
    const { id, policy } = this.deployment.endpoint(service);
    return { endpointId: id, endpointPolicy: policy };
  }

  private wayOf(place: Place, service: WebService): WayIn {
    switch (place) {
      case Place.CORPORATE:
        return this.endpoint(SERVICES[service]);
      case Place.STUDIO_ENDPOINT:
        return this.endpoint('studio');
      case Place.OTHER_VPC:
        return OTHER_ENDPOINT;
      default:
        return INTERNET;
    }
  }

  private portOf(service: WebService, way: WayIn): Promise<number> {
    const serve = service === 'api' ? this.gateway : this.studio;
    return this.port(
      `${service} ${way.endpointId}`,
      (request) => serve.serve(request, this.renewed(way)),
      this.certificate,
    );
  }

  /** Functions in the VPC go through its endpoints, whose private names AWS services have there. */
  private async addressOf(service: string, inVpc: boolean): Promise<string> {
    const way = inVpc ? this.endpoint(service) : INTERNET;
    const port = await this.port(`aws ${way.endpointId}`, (request) => this.aws.serve(request, this.renewed(way)));
    return `http://127.0.0.1:${port}`;
  }

  /** With the policy that the endpoint has by now. */
  private renewed(way: WayIn): WayIn {
    const services = [...Object.values(SERVICES), 'sagemaker.api', 'sts', 'dynamodb'];
    return (
      services.map((service) => this.endpoint(service)).find(({ endpointId }) => endpointId === way.endpointId) ?? way
    );
  }

  private port(key: string, serve: Serve, certificate?: Certificate): Promise<number> {
    const known = this.ports.get(key) ?? this.listeners.listen(serve, certificate);
    this.ports.set(key, known);
    return known;
  }

  /** Has the reconciler serve the custom resource of the template, and fails where a deployment would. */
  private async reconcile(requestType: 'Create' | 'Update'): Promise<void> {
    const [{ id, properties }] = this.deployment.ofType(
      'Custom::StudioUserDirectory',
      'TableName',
      'Owner',
      'FileHash',
      'Values',
      'ServiceToken',
    );
    const { port, answer: waiting } = await this.answerPort();
    const event = {
      RequestType: requestType,
      ResponseURL: `http://127.0.0.1:${port}/answer?Signature=${SECRET_MARK}`,
      StackId: STACK_ID,
      RequestId: randomUUID(),
      LogicalResourceId: id,
      PhysicalResourceId: requestType === 'Update' ? properties.Owner : undefined,
      ResourceProperties: properties,
    };
    const { error } = await this.functions.invoke(String(properties.ServiceToken).replace(/^.*:function:/, ''), event);
    const answer = error === undefined ? JSON.parse(await waiting) : { Status: 'FAILED', Reason: error };
    if (answer.Status !== 'SUCCESS') {
      throw new Error(`the list of users was not brought to the table: ${answer.Reason}`);
    }
  }
  /** A port where one answer is waited for. */
  private async answerPort(): Promise<{ port: number; answer: Promise<string> }> {
    let answered: (body: string) => void;
    const answer = new Promise<string>((resolve) => {
      answered = resolve;
    });
    const port = await this.listeners.listen(async ({ body }: HttpRequest) => {
      answered(body);
      return { status: 200, headers: {}, body: '' };
    });
    return { port, answer };
  }
}

/** The address that the portal is going to have. Ids of a template are the same whoever the identity provider is. */
function portalUrl(folder: string): string {
  const identityProvider = 'https://localhost';
  const deployment = synthesized(folder, {
    identityProvider,
    jwksUri: `${identityProvider}/jwks`,
    portal: PortalPlace.SERVER,
  });
  const { host, stage } = new ApiDefinition(deployment);
  return `https://${host}/${stage}`;
}
