import { readFileSync } from 'node:fs';

interface Resource {
  readonly Type: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

/** Reads the types and the constructs of resources from template files. */
export class TemplateResources {
  private readonly templates = new Map<string, Readonly<Record<string, Resource | undefined>>>();

  public typeOf(file: string, logicalId: string): string | undefined {
    return this.resource(file, logicalId)?.Type;
  }

  /** The path of the construct below its stack. */
  public pathOf(file: string, logicalId: string): string {
    const path = this.resource(file, logicalId)?.Metadata?.['aws:cdk:path'] ?? logicalId;
    return path.split('/').slice(1).join('/') || logicalId;
  }

  private resource(file: string, logicalId: string): Resource | undefined {
    const resources = this.templates.get(file) ?? JSON.parse(readFileSync(file, 'utf-8')).Resources;
    this.templates.set(file, resources);
    return resources[logicalId];
  }
}
