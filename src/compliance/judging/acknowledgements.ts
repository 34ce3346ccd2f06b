import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ResourceDeclaration } from '../templates/template';
import type { Constructs } from './constructs';
import type { Acknowledged } from './outcome';

/**
 * What was acknowledged with `Validations.of(construct).acknowledge({ id, reason })`, on a resource or above it. An id is
 * taken with and without the name of the plugin before it.
 */
export class Acknowledgements {
  /** The ids that were acknowledged anywhere with the name of the plugin before them. */
  private readonly namespaced = new Set<string>();
  private readonly byConstruct = new Map<IConstruct, ReadonlyMap<string, Acknowledged>>();

  constructor(
    private readonly plugin: string,
    private readonly constructs: Constructs,
  ) {
    for (const construct of constructs.all) {
      const acknowledged = this.acknowledgedOn(construct);
      if (acknowledged.size > 0) {
        this.byConstruct.set(construct, acknowledged);
      }
    }
  }

  public of(resource: ResourceDeclaration, id: string): Acknowledged | undefined {
    if (this.byConstruct.size === 0) {
      return undefined;
    }
    const construct = this.constructs.of(resource);
    const ids = [id, exactId(id, construct?.node.path)];
    return this.scopesOf(construct)
      .flatMap((scope) => ids.map((each) => this.byConstruct.get(scope)?.get(each)))
      .find(Boolean);
  }

  /**
   * The name to report a finding by. CDK takes an acknowledgement with the name of the plugin for the whole app, wherever it
   * was given; so what it was not given for is reported by a name of its own.
   */
  public reportName(resource: ResourceDeclaration, id: string): string {
    return this.namespaced.has(id) ? exactId(id, this.constructs.pathOf(resource)) : id;
  }

  private scopesOf(construct: IConstruct | undefined): readonly IConstruct[] {
    return [...(construct?.node.scopes ?? [])].reverse();
  }

  private acknowledgedOn(construct: IConstruct): Map<string, Acknowledged> {
    const acknowledged = new Map<string, Acknowledged>();
    for (const { type, data } of construct.node.metadata) {
      for (const [key, reason] of type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY
        ? Object.entries(data ?? {})
        : []) {
        const [namespace, id] = key.split('::');
        if (namespace === this.plugin) {
          this.namespaced.add(id);
        }
        if (namespace === this.plugin || /^annotation$/i.test(namespace)) {
          acknowledged.set(id, { reason: String(reason), constructPath: construct.node.path });
        }
      }
    }
    return acknowledged;
  }
}

function exactId(id: string, path: string | undefined): string {
  return `${id}[${path ?? ''}]`;
}
