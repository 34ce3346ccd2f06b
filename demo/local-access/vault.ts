import { randomBytes } from 'node:crypto';
import type { Call } from './call';
import type { Deployment, PolicyDocument } from './deployment';
import { type HttpAnswer, json } from './http';
import { isAllowed } from './permissions';
import { SECRET_MARK } from './sessions';

const JSON_TYPE = 'application/x-amz-json-1.1';

const CONTEXT_KEY = 'kms:EncryptionContext:portal';

interface DataKey {
  readonly plaintext: Buffer;
  readonly keyArn: string;
  /** The encryption context, in one order. */
  readonly context: string;
}

/** KMS and Secrets Manager on loopback: keys under their policies and encryption contexts, and the secret of the portal. */
export class LocalVault {
  private readonly dataKeys = new Map<string, DataKey>();

  constructor(
    private readonly deployment: () => Deployment,
    private readonly portalSecret: string,
  ) {}

  public async secret({ input, session, way }: Call): Promise<HttpAnswer> {
    const resource = String(input.SecretId);
    const known = this.deployment()
      .ofType('AWS::SecretsManager::Secret')
      .some(({ id }) => this.deployment().refOf(id) === resource);
    const need = { action: 'secretsmanager:GetSecretValue', resource };
    return known && (await isAllowed(this.deployment(), session, way, need))
      ? json(200, { SecretString: this.portalSecret }, JSON_TYPE)
      : denied();
  }

  public async generateDataKey(call: Call): Promise<HttpAnswer> {
    if (!(await this.mayUse(call, 'kms:GenerateDataKey'))) {
      return denied();
    }
    const plaintext = randomBytes(32);
    const CiphertextBlob = randomBytes(184).toString('base64');
    this.dataKeys.set(CiphertextBlob, { plaintext, keyArn: keyOf(call), context: contextText(call) });
    return json(200, { CiphertextBlob, Plaintext: plaintext.toString('base64'), KeyId: keyOf(call) }, JSON_TYPE);
  }

  public async decrypt(call: Call): Promise<HttpAnswer> {
    if (!(await this.mayUse(call, 'kms:Decrypt'))) {
      return denied();
    }
    const found = this.dataKeys.get(String(call.input.CiphertextBlob));
    return found?.keyArn === keyOf(call) && found.context === contextText(call)
      ? json(200, { Plaintext: found.plaintext.toString('base64'), KeyId: found.keyArn }, JSON_TYPE)
      : json(400, { __type: 'InvalidCiphertextException' }, JSON_TYPE);
  }

  private async mayUse(call: Call, action: string): Promise<boolean> {
    const deployment = this.deployment();
    const resource = keyOf(call);
    const key = deployment
      .ofType('AWS::KMS::Key', 'KeyPolicy')
      .find(({ id }) => deployment.attributeOf(id, 'Arn') === resource);
    if (!key) {
      return false;
    }
    const context = { [CONTEXT_KEY]: Object.fromEntries(contextOf(call)).portal ?? '' };
    const resourcePolicy = key.properties.KeyPolicy as PolicyDocument;
    return isAllowed(deployment, call.session, call.way, { action, resource, context, resourcePolicy });
  }
}

function keyOf({ input }: Call): string {
  return String(input.KeyId);
}

function contextOf({ input }: Call): [string, string][] {
  return Object.entries((input.EncryptionContext ?? {}) as Record<string, string>).sort();
}

function contextText(call: Call): string {
  return JSON.stringify(contextOf(call));
}

function denied(): HttpAnswer {
  return json(400, { __type: 'AccessDeniedException', message: SECRET_MARK }, JSON_TYPE);
}
