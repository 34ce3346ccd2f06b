import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As much of a resource schema of the CloudFormation registry as the extracts need. */
export interface Schema {
  readonly definitions?: Readonly<Record<string, Node>>;
  readonly properties: Readonly<Record<string, Node>>;
  readonly createOnlyProperties?: readonly string[];
  readonly conditionalCreateOnlyProperties?: readonly string[];
  readonly primaryIdentifier?: readonly string[];
  readonly readOnlyProperties?: readonly string[];
  readonly handlers?: Readonly<Record<string, unknown>>;
  readonly tagging?: { readonly tagUpdatable?: boolean };
}

/** A property, or what the items of one are. */
export interface Node {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The schemas that cfn-lint has for each region. */
export class Schemas {
  /** When the schemas were fetched from the registry. */
  public readonly date: string;
  private readonly regions: ReadonlyMap<string, Readonly<Record<string, string>>>;

  constructor(private readonly folder: string) {
    this.date = this.read('version.json').schema_date.slice(0, '2026-10-20'.length);
    const files = readdirSync(join(folder, 'providers')).filter((file) => /^[a-z]+-.*\.json$/.test(file));
    this.regions = new Map(files.sort().map((file) => [file.replace('.json', ''), this.read(`providers/${file}`)]));
  }

  /** The different schemas of a type, each with the regions that have it. */
  public of(type: string): { schema: Schema; regions: string[] }[] {
    const byHash = new Map<string, string[]>();
    for (const [region, hashes] of this.regions) {
      if (hashes[type]) {
        byHash.set(hashes[type], [...(byHash.get(hashes[type]) ?? []), region]);
      }
    }
    return [...byHash].map(([hash, regions]) => ({ schema: this.read(`resources/${hash}.json`), regions }));
  }

  // biome-ignore lint/suspicious/noExplicitAny: files of several kinds
  private read(file: string): any {
    return JSON.parse(readFileSync(join(this.folder, file), 'utf-8'));
  }
}
