import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { studio } from '../../../src';
import { domainIn, type Properties } from '../domain/setup';

export const { DELETE, KEEP } = studio.HomeFileSystemRemoval;

/** A domain that goes with its stack. */
export function disposableDomain(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return domainIn(stack, { removalPolicy: RemovalPolicy.DESTROY, ...props });
}

export function cleanedDomain(
  stack: Stack,
  options: Partial<studio.DomainCleanupOptions> = {},
  props: Partial<studio.DomainProps> = {},
): studio.Domain {
  const domain = disposableDomain(stack, props);
  domain.addCleanup({ homeFileSystem: DELETE, ...options });
  return domain;
}

/** The logical ids of the resources of a type. */
export function idsOf(template: Template, type: string): string[] {
  return Object.keys(template.findResources(type));
}

/** The order in which CloudFormation may delete resources: each one only after all that need it. */
export class DeletionOrder {
  private readonly resources: Properties;

  constructor(template: Template) {
    this.resources = template.toJSON().Resources;
  }

  /** True if the first resource is always deleted before the second one. */
  public isBefore(first: string, second: string): boolean {
    const seen = new Set<string>();
    const open = this.needsOf(first);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (!seen.has(id)) {
        seen.add(id);
        open.push(...this.needsOf(id));
      }
    }
    return seen.has(second);
  }

  /** By DependsOn, Ref, Fn::GetAtt and Fn::Sub. */
  private needsOf(id: string): string[] {
    const { DependsOn = [], Properties: properties } = this.resources[id];
    return [...[DependsOn].flat(), ...referencesIn(properties)].filter((one) => one in this.resources);
  }
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') {
      return [String(inner)];
    }
    return key === 'Fn::GetAtt' ? [String(inner[0])] : referencesIn(inner);
  });
}
