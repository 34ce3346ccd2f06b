import * as spec from '@jsii/spec';
import { loadAssembly } from '../contract/assembly';

function named(reference: spec.TypeReference, fqns: readonly string[]): boolean {
  return spec.isCollectionTypeReference(reference)
    ? named(reference.collection.elementtype, fqns)
    : spec.isNamedTypeReference(reference) && fqns.includes(reference.fqn);
}

/** The props, and the methods with a parameter, of one of these types or lists of them, as `area.Type.member`. */
export function membersTaking(...fqns: string[]): string[] {
  const taking = Object.values(loadAssembly().types ?? {}).flatMap((type) => {
    const name = type.fqn.replace('cdk-secure-sagemaker.', '');
    if (spec.isInterfaceType(type) && type.datatype) {
      return (type.properties ?? []).filter((prop) => named(prop.type, fqns)).map((prop) => `${name}.${prop.name}`);
    }
    const methods = spec.isClassType(type) ? (type.methods ?? []) : [];
    return methods
      .filter(({ parameters = [] }) => parameters.some((parameter) => named(parameter.type, fqns)))
      .map((method) => `${name}.${method.name}`);
  });
  return taking.sort();
}

export const ROLE = 'aws-cdk-lib.aws_iam.IRole';
export const GRANTEES = ['aws-cdk-lib.aws_iam.IGrantable', 'aws-cdk-lib.aws_iam.IPrincipal'];
