import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';

const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'headless-shell',
  'headless_shell',
];

/** A browser of the machine: what `CHROMIUM` names, or the first of the well-known names in the path. */
export const BROWSER: string | undefined = process.env.CHROMIUM ?? inPath();

function inPath(): string | undefined {
  const directories = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => directories.map((directory) => join(directory, name))).find((file) =>
    existsSync(file),
  );
}

export interface Visit {
  readonly stdout: string;
  /** What the page said to the console, and what its policy refused. */
  readonly console: string[];
}

/** Opens a file with a profile of its own. No host is resolved, so that a page which reaches out fails. */
export function visit(file: string, args: readonly string[]): Visit {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'));
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--hide-scrollbars',
  ];
  const own = [
    `--user-data-dir=${profile}`,
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--enable-logging=stderr',
    '--virtual-time-budget=5000',
  ];
  try {
    const url = pathToFileURL(file).href;
    const { status, stdout, stderr, error } = spawnSync(BROWSER!, [...quiet, ...own, ...args, url], {
      encoding: 'utf-8',
      timeout: 50_000,
    });
    if (status !== 0) {
      throw new Error(`${BROWSER} ended with ${status}: ${error ?? stderr}`);
    }
    return { stdout, console: stderr.split('\n').filter((line) => line.includes(':CONSOLE')) };
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** How many different rows of pixels it has, as they are encoded. A blank one has three at most. */
  readonly rows: number;
}

/** What a page looks like in a window. */
export function picture(file: string, width: number, height: number, ...args: string[]): Picture {
  const directory = mkdtempSync(join(tmpdir(), 'picture-'));
  const png = join(directory, 'page.png');
  try {
    visit(file, [`--window-size=${width},${height}`, `--screenshot=${png}`, ...args]);
    return readPng(readFileSync(png));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readPng(png: Buffer): Picture {
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const pixels = inflateSync(Buffer.concat(chunks));
  const length = pixels.length / height;
  const rows = Array.from({ length: height }, (_, row) => pixels.toString('latin1', row * length, (row + 1) * length));
  return { width, height, rows: new Set(rows).size };
}
