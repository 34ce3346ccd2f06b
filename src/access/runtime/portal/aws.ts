import {
  DecryptCommand,
  GenerateDataKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
  type KMSClientConfig,
  SignCommand,
  type SigningAlgorithmSpec,
} from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type CookieSettings, ENCRYPTION_CONTEXT, type SigningAlgorithm } from '../../shared/portal/settings';
import type { DataKey, KeyService } from './data-keys';

/** The time for a call with its retry, in milliseconds. */
const TIMEOUT_MS = 4000;

const CONFIG: Pick<KMSClientConfig, 'maxAttempts' | 'requestHandler'> = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1500 },
};

const ALGORITHMS: Record<SigningAlgorithm, SigningAlgorithmSpec> = {
  ES256: 'ECDSA_SHA_256',
  PS256: 'RSASSA_PSS_SHA_256',
  RS256: 'RSASSA_PKCS1_V1_5_SHA_256',
};

/** The KMS key of the cookies. The encryption context binds a data key to one portal. */
export class CookieKey implements KeyService {
  private readonly kms = new KMSClient(CONFIG);

  constructor(private readonly settings: CookieSettings) {}

  public async generate(): Promise<DataKey> {
    const command = new GenerateDataKeyCommand({ ...this.keyAndContext(), KeySpec: 'AES_256' });
    const { Plaintext, CiphertextBlob } = await this.kms.send(command, limited());
    if (!Plaintext || !CiphertextBlob) {
      throw new Error('KMS returned no data key');
    }
    return { plaintext: Plaintext, encrypted: Buffer.from(CiphertextBlob).toString('base64url') };
  }

  public async decrypt(encrypted: string): Promise<Uint8Array | undefined> {
    const CiphertextBlob = Buffer.from(encrypted, 'base64url');
    try {
      const { Plaintext } = await this.kms.send(
        new DecryptCommand({ ...this.keyAndContext(), CiphertextBlob }),
        limited(),
      );
      return Plaintext;
    } catch (error) {
      if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException) {
        return undefined;
      }
      throw error;
    }
  }

  private keyAndContext(): { KeyId: string; EncryptionContext: Record<string, string> } {
    const { keyArn, url } = this.settings;
    return { KeyId: keyArn, EncryptionContext: { [ENCRYPTION_CONTEXT]: url } };
  }
}

/** The current value of a secret, or of a field of it. */
export async function readSecret(secretArn: string, field?: string): Promise<string> {
  const { SecretString = '' } = await new SecretsManagerClient(CONFIG).send(
    new GetSecretValueCommand({ SecretId: secretArn }),
    limited(),
  );
  const value: unknown = field === undefined ? SecretString : JSON.parse(SecretString)[field];
  if (typeof value !== 'string' || value === '') {
    throw new Error('the secret has no value');
  }
  return value;
}

/** Signs with a KMS key, whose private part never leaves KMS. */
export async function signWithKey(
  keyArn: string,
  algorithm: SigningAlgorithm,
  message: Uint8Array,
): Promise<Uint8Array> {
  const { Signature } = await new KMSClient(CONFIG).send(
    new SignCommand({ KeyId: keyArn, Message: message, MessageType: 'RAW', SigningAlgorithm: ALGORITHMS[algorithm] }),
    limited(),
  );
  if (!Signature) {
    throw new Error('KMS returned no signature');
  }
  return Signature;
}

function limited(): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}
