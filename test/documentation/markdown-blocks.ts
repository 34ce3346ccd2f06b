import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Folders with nothing that this project writes. */
const FOREIGN = ['node_modules', 'coverage', 'dist', 'cdk.out'];

/** jsii-docgen generates it from the assembly, with signatures instead of examples. */
const GENERATED = 'API.md';

/** A block of TypeScript in a Markdown file. */
export interface MarkdownBlock {
  /** The file, and the line on which the code begins. */
  readonly place: string;
  readonly code: string;
  /** What follows `ts` in the first line of the block. */
  readonly options: string;
}

/** The paths of all Markdown files that are written by hand, from the root of the project. */
export function markdownFiles(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !FOREIGN.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return markdownFiles(path);
      }
      return entry.name.endsWith('.md') && entry.name !== GENERATED ? [relative(ROOT, path)] : [];
    })
    .sort();
}

export function blocksOf(file: string): MarkdownBlock[] {
  return blocksIn(file, readFileSync(join(ROOT, file), 'utf-8'));
}

export function blocksIn(file: string, markdown: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: { readonly options: string; readonly line: number; readonly code: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const start = /^\s*```(?:ts|typescript)\b(.*)$/.exec(line);
    if (open && /^\s*```\s*$/.test(line)) {
      blocks.push({ place: `${file}:${open.line}`, options: open.options, code: open.code.join('\n') });
      open = undefined;
    } else if (open) {
      open.code.push(line);
    } else if (start) {
      open = { options: start[1].trim(), line: index + 2, code: [] };
    }
  }
  return blocks;
}

/** A block that is not compiled says so in its first line, with the reason. */
export function reasonNotToCompile({ options }: MarkdownBlock): string | undefined {
  return /^nocompile: (\S.{9,})$/.exec(options)?.[1];
}
