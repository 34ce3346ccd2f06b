import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoption } from '../../src';

type Properties = Readonly<Record<string, unknown>>;

export interface DeployedTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

/** Files that a test writes and deletes, with what is deployed. */
export class DeployedFiles {
  private readonly folder = mkdtempSync(join(tmpdir(), 'deployed-'));

  public write(name: string, content: unknown): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  public stateOf(template: DeployedTemplate, logicalId: string): adoption.DeployedState {
    return adoption.DeployedState.fromTemplateFile(this.write('template.json', template), logicalId);
  }

  /** A resource with the logical id `Old`. */
  public state(type: string, properties: Properties): adoption.DeployedState {
    return this.stateOf({ Resources: { Old: { Type: type, Properties: properties } } }, 'Old');
  }

  public description(response: Properties, logicalId = 'Old'): adoption.DeployedState {
    return adoption.DeployedState.fromDescriptionFile(this.write('description.json', response), logicalId);
  }

  public delete(): void {
    rmSync(this.folder, { recursive: true });
  }
}
