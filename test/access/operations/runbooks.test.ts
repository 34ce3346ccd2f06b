import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { RUNBOOKS, Runbook } from '../../../src/private/runbook';
import { templatesOf } from '../../life-cycle/templates';
import { SAMPLE_ROWS } from '../../samples';
import { entryOf } from '../runtime/url-function/events';
import { Database, type StoredItem } from '../support/directory-database';
import { type AwsCommand, commandFaults, inputOf, parsed, wordsOf } from './aws-commands';

const ROOT = join(__dirname, '../../..');
const FILE = join(ROOT, 'docs/runbooks.md');
const TEXT = readFileSync(FILE, 'utf-8');

interface Section {
  readonly title: string;
  readonly text: string;
}

const SECTIONS: readonly Section[] = TEXT.split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text }));
const RUNBOOK_SECTIONS = SECTIONS.filter(({ title }) => title !== 'Before you begin');

/** The lines of the shell in a text. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.flatMap((block) => block.trim().split('\n'));
}

const COMMANDS = commandsIn(TEXT);
const AWS_COMMANDS = COMMANDS.filter((line) => line.startsWith('aws '));

/** As GitHub writes the anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));
}

interface Alarm {
  readonly id: string;
  readonly description: string;
}

/** The alarms of all samples. */
const ALARMS: readonly Alarm[] = SAMPLE_ROWS.flatMap(([, , build]) =>
  templatesOf(build).flatMap(({ Resources = {} }) =>
    Object.entries(Resources as Record<string, { Type: string; Properties?: Record<string, unknown> }>)
      .filter(([, { Type }]) => ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].includes(Type))
      .map(([id, { Properties }]) => ({ id, description: String(Properties?.AlarmDescription) })),
  ),
);

describe('an alarm', () => {
  const descriptions = new Map(ALARMS.map(({ id, description }) => [id, description]));

  test('exists', () => {
    expect(descriptions.size).toBeGreaterThan(5);
  });

  test.each([...descriptions])('%s says what it means, and names a section of the runbooks', (_, description) => {
    const [, meaning, title, anchor] = /^(\S.*\.) Runbook "(.+)": .*#([\w-]+)$/.exec(description)!;
    expect(meaning.length).toBeGreaterThan(20);
    expect(SECTIONS.map((section) => section.title)).toContain(title);
    expect(anchor).toBe(anchorOf(title));
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(description).toContain(RUNBOOKS);
  });

  test('is named by its section, and by no other', () => {
    for (const { title, text } of RUNBOOK_SECTIONS) {
      const named = [...(/^Alarms?: (.*)$/m.exec(text)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, id]) => id);
      const referring = [...descriptions].filter(([, description]) => description.includes(`"${title}"`));
      const missing = referring.filter(([id]) => !named.some((one) => id.includes(one)));
      expect([title, missing.map(([id]) => id)]).toEqual([title, []]);
    }
  });

  test.each(Object.values(Runbook))('can name "%s", which is a section', (title) => {
    expect(RUNBOOK_SECTIONS.map((section) => section.title)).toContain(title);
  });
});

describe.each(RUNBOOK_SECTIONS.map(({ title, text }) => [title, text] as const))('the runbook "%s"', (_, text) => {
  test('belongs to an alarm, or is a procedure', () => {
    const [, first] = text.split('\n\n');
    expect(first).toMatch(/^(Alarms?: `|A procedure[.,])/);
  });

  test('has all parts, in order', () => {
    const parts = [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Symptom', 'Check', 'Act', 'Verify', 'Afterwards']);
  });
});

describe('the links of the runbooks', () => {
  const links = [...new Set([...TEXT.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target))];

  test.each(links)('%s leads somewhere', (target) => {
    const [path, anchor] = target.split('#');
    const file = path ? join(dirname(FILE), path) : FILE;
    expect(existsSync(file)).toBe(true);
    if (anchor) {
      expect(anchorsIn(readFileSync(file, 'utf-8'))).toContain(anchor);
    }
  });
});

describe('the commands of the runbooks', () => {
  test.each(AWS_COMMANDS)('%s', async (line) => {
    expect(await commandFaults(parsed(line))).toEqual([]);
  });

  test('are aws, curl, or the script for client machines', () => {
    expect(COMMANDS.filter((line) => !/^(aws|curl|sh check-studio-access\.sh) /.test(line))).toEqual([]);
  });

  test('quote every variable', () => {
    const bare = COMMANDS.filter((line) => /\$\w/.test(line.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, ''))); // unanchored: anywhere in the line
    expect(bare).toEqual([]);
  });

  test('use variables that the page introduces', () => {
    const introduced = [...TEXT.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| /gm)].flatMap(([, names]) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    const used = COMMANDS.flatMap((line) => [...line.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name));
    expect(used.filter((name) => name !== 'STACK' && !introduced.includes(name))).toEqual([]);
    expect(introduced.filter((name) => !used.includes(name))).toEqual([]);
  });

  test('look for outcomes and reasons that the functions record', () => {
    const sources = readdirSync(join(ROOT, 'src/access'), { recursive: true, encoding: 'utf-8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(ROOT, 'src/access', name), 'utf-8'))
      .join('\n');
    const values = COMMANDS.flatMap((line) =>
      [...line.matchAll(/\$\.(?:outcome|reason) = "([\w-]+)"/g)].map(([, value]) => value),
    );
    expect(values).toContain('failed');
    expect(values.filter((value) => !sources.includes(`'${value}'`))).toEqual([]);
  });

  test('that are run by the tests list everyone with access', async () => {
    const [, block] = TEXT.split('Run by the tests:\n');
    const command = parsed(commandsIn(block)[0]);
    expect(`${command.service} ${command.operation}`).toBe('dynamodb scan');
    const database = new Database('Users');
    const endpoint = await database.start();
    database.put(entryOf('alice') as StoredItem);
    const client = new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'one', secretAccessKey: 'two' },
    });
    const input = inputOf(command, { TABLE: 'Users' }) as ConstructorParameters<typeof ScanCommand>[0];
    const { Items: items } = await client.send(new ScanCommand(input));
    client.destroy();
    await database.stop();
    expect(input).toEqual({ TableName: 'Users', ConsistentRead: true });
    expect(items).toEqual([entryOf('alice')]);
  });
});

describe('the check of commands', () => {
  const faultsOf = (line: string) => commandFaults(parsed(line));

  test.each([
    ['aws dynamodb drop-table --table-name x', ['dynamodb drop-table']],
    [
      'aws dynamodb delete-table --name x',
      ['dynamodb delete-table: --name does not exist', 'dynamodb delete-table: --table-name is missing'],
    ],
    ['aws logs filter-log-events --log-group x', ['logs filter-log-events: --log-group']],
    ['aws logs tail x', ['logs tail']],
    ['aws nothing at-all', ['nothing at-all']],
  ])('finds what is wrong with "%s"', async (line, faults) => {
    expect(await faultsOf(line)).toEqual(faults);
  });

  test('splits words as a shell does', () => {
    expect(wordsOf(`a "b c" --d='e f' "{\\"g\\":1}" h"i j"k`)).toEqual(['a', 'b c', '--d=e f', '{"g":1}', 'hi jk']);
  });

  test('reads options, values, and operands', () => {
    const { options, operands }: AwsCommand = parsed(
      'aws lambda invoke --function-name x --dry-run --payload {} out.json',
    );
    expect([...options]).toEqual([
      ['function-name', ['x']],
      ['dry-run', []],
      ['payload', ['{}']],
    ]);
    expect(operands).toEqual(['out.json']);
  });
});
