import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { asList, type Properties } from '../report/template';
import type { Deployment } from './deployment';
import { type FunctionResult, LambdaProcess } from './lambda';
import { ENVIRONMENT } from './local-access-stack';
import type { Sessions } from './sessions';

/** Where a function finds the services of AWS. */
export type ServiceAddress = (service: keyof typeof SDK_NAMES, inVpc: boolean) => Promise<string>;

const SDK_NAMES = {
  cloudformation: 'CLOUDFORMATION',
  dynamodb: 'DYNAMODB',
  iam: 'IAM',
  kms: 'KMS',
  'sagemaker.api': 'SAGEMAKER',
  secretsmanager: 'SECRETS_MANAGER',
  sts: 'STS',
} as const;

/** Services without an endpoint in the VPC, which functions there cannot call. */
const OUTSIDE = ['cloudformation', 'iam', 'kms', 'secretsmanager'];

/** Where functions read the files of their layers, by the folders of these. */
const LAYER_VARIABLES = { directory: 'DIRECTORY_FOLDER', portal: 'PORTAL_FOLDER' };

interface Running {
  readonly key: string;
  readonly process: LambdaProcess;
}

/** The functions of a template, with their code and environment as they are there. */
export class LocalFunctions {
  private readonly running = new Map<string, Running>();
  private readonly logs: string[] = [];

  constructor(
    private readonly deployment: () => Deployment,
    private readonly sessions: Sessions,
    private readonly addressOf: ServiceAddress,
    /** Who vouches for the servers on loopback. */
    private readonly certificateFile: string,
  ) {}

  /** Starts the process of the function, where there is none with this code and environment. */
  public async invoke(functionId: string, event: object): Promise<FunctionResult> {
    const names = ['Code', 'Environment', 'Layers', 'Role', 'Timeout', 'VpcConfig'];
    const raw = this.deployment().resources[functionId].Properties ?? {};
    const properties = Object.fromEntries(
      names
        .filter((name) => name in raw && name !== 'VpcConfig')
        .map((name) => [name, this.deployment().resolve(raw[name])]),
    );
    const key = JSON.stringify([properties, 'VpcConfig' in raw]);
    const known = this.running.get(functionId);
    if (known?.key === key) {
      return known.process.invoke(event);
    }
    await this.end(functionId);
    const environment = await this.environmentOf(functionId, properties, 'VpcConfig' in raw);
    const process = new LambdaProcess(
      this.deployment().assetFolder(properties.Code as Properties),
      environment,
      Number(properties.Timeout),
    );
    this.running.set(functionId, { key, process });
    return process.invoke(event);
  }

  /** What all functions have logged so far. */
  public get log(): string {
    return [...this.logs, ...[...this.running.values()].map(({ process }) => process.log)].join('');
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.end(id)));
  }

  private async end(functionId: string): Promise<void> {
    const known = this.running.get(functionId);
    this.running.delete(functionId);
    await known?.process.stop();
    this.logs.push(known?.process.log ?? '');
  }

  /** What the template says, what Lambda adds, and where loopback differs: addresses, who is believed, and where layers are. */
  private async environmentOf(
    functionId: string,
    { Environment, Role, Layers }: Properties,
    inVpc: boolean,
  ): Promise<Record<string, string>> {
    const roleArn = String(Role);
    const role = this.deployment()
      .ofType('AWS::IAM::Role')
      .find(({ id }) => this.deployment().attributeOf(id, 'Arn') === roleArn)!;
    const { accessKeyId, secretAccessKey, sessionToken } = this.sessions.open({
      roleId: role.id,
      roleArn,
      sessionName: functionId,
    });
    const services = Object.entries(SDK_NAMES) as [keyof typeof SDK_NAMES, string][];
    const addresses = await Promise.all(
      services
        .filter(([service]) => !(inVpc && OUTSIDE.includes(service)))
        .map(async ([service, name]) => [`AWS_ENDPOINT_URL_${name}`, await this.addressOf(service, inVpc)]),
    );
    return {
      ...(Environment as { Variables: Record<string, string> } | undefined)?.Variables,
      AWS_REGION: ENVIRONMENT.region,
      AWS_LAMBDA_FUNCTION_NAME: functionId,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NODE_EXTRA_CA_CERTS: this.certificateFile,
      ...Object.fromEntries(addresses),
      ...this.layerVariables(asList(Layers).map(String)),
    };
  }

  private layerVariables(layers: readonly string[]): Record<string, string> {
    const versions = this.deployment().ofType('AWS::Lambda::LayerVersion', 'Content');
    const folders = layers.flatMap((layer) => {
      const found = versions.find(({ id }) => this.deployment().refOf(id) === layer);
      return found ? [this.deployment().assetFolder(found.properties.Content as Properties)] : [];
    });
    const variables = folders.flatMap((folder) =>
      Object.entries(LAYER_VARIABLES).map(([name, variable]) => [variable, join(folder, name)] as const),
    );
    return Object.fromEntries(variables.filter(([, path]) => existsSync(path)));
  }
}
