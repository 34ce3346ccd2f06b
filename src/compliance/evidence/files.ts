import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Evidence } from './evidence';
import { markdownReport } from './markdown';
import { pageOf } from './page';
import { EvidenceFormat } from './props';

const NAMES: Readonly<Record<EvidenceFormat, string>> = {
  [EvidenceFormat.JSON]: 'evidence.json',
  [EvidenceFormat.HTML]: 'evidence.html',
  [EvidenceFormat.MARKDOWN]: 'evidence.md',
};

/** The files of a report in a directory of their own. */
export class EvidenceFiles {
  private readonly formats: readonly EvidenceFormat[];

  constructor(
    private readonly directory: string,
    formats: readonly EvidenceFormat[],
  ) {
    this.formats = [...new Set(formats)];
  }

  public get paths(): string[] {
    return this.formats.map((format) => this.path(format));
  }

  /** Also those of formats that were asked for once. Has nothing to say against the app. */
  public remove(): string[] {
    for (const format of Object.values(EvidenceFormat)) {
      rmSync(this.path(format), { force: true });
    }
    return [];
  }

  public write(evidence: Evidence): void {
    for (const format of this.formats) {
      const path = this.path(format);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, this.render(format, evidence));
    }
  }

  private render(format: EvidenceFormat, evidence: Evidence): string {
    switch (format) {
      case EvidenceFormat.JSON:
        return `${JSON.stringify(evidence, undefined, 2)}\n`;
      case EvidenceFormat.HTML:
        return pageOf(evidence);
      case EvidenceFormat.MARKDOWN:
        return markdownReport(evidence, this.complete());
    }
  }

  /** The names of the files that leave nothing out. */
  private complete(): string[] {
    return this.formats.filter((format) => format !== EvidenceFormat.MARKDOWN).map((format) => NAMES[format]);
  }

  private path(format: EvidenceFormat): string {
    return join(this.directory, NAMES[format]);
  }
}
