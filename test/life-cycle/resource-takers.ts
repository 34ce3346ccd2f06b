import * as spec from '@jsii/spec';
import { loadAssembly } from '../contract/assembly';
import { SAMPLES } from '../samples';

/** Interfaces that are no resources of their own: whoever gets a grant, and what is bound to a construct. */
const NO_RESOURCES = [
  'IConstruct',
  'IDependable',
  'IGrantable',
  'IPrincipal',
  'IPolicyValidationContext',
  'ICustomFileSystem',
];

/**
 * The props, and the methods with a parameter, that take an ARN, a resource, or what has a security group, as `area.Type.member`.
 * Imports are left out, which take what is known of a resource.
 */
export function membersTakingResources(): string[] {
  const taking = Object.values(loadAssembly().types ?? {}).flatMap((type) => {
    const name = type.fqn.replace('cdk-secure-sagemaker.', '');
    return takersOf(type).map((member) => `${name}.${member}`);
  });
  return taking.filter((member) => !/Attributes\.|\.from(?!Table$)\w+$/.test(member)).sort();
}

function takersOf(type: spec.Type): string[] {
  if (spec.isInterfaceType(type) && type.datatype) {
    return (type.properties ?? []).filter(isResource).map(({ name }) => name);
  }
  const methods = spec.isClassType(type) ? (type.methods ?? []) : [];
  return methods.filter(({ parameters = [] }) => parameters.some(isResource)).map(({ name }) => name);
}

function isResource({ name, type }: spec.Property | spec.Parameter): boolean {
  return /arns?$/i.test(name) || type === undefined || isResourceType(elementOf(type));
}

function elementOf(type: spec.TypeReference): spec.TypeReference {
  return spec.isCollectionTypeReference(type) ? elementOf(type.collection.elementtype) : type;
}

/** Interfaces, and our own constructs and images, which have no interface everywhere. */
function isResourceType(type: spec.TypeReference): boolean {
  const fqn = spec.isNamedTypeReference(type) ? type.fqn : '';
  const name = fqn.slice(fqn.lastIndexOf('.') + 1);
  const isOurs = fqn.replace('cdk-secure-sagemaker.', '') in SAMPLES || name === 'CustomImage';
  return isOurs || (/^I[A-Z]/.test(name) && !NO_RESOURCES.includes(name));
}
