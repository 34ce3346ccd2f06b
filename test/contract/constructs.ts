import * as spec from '@jsii/spec';
import { typesOf } from './assembly';

/** The exported constructs that users create. */
export function constructsOf(assembly: spec.Assembly): spec.ClassType[] {
  return typesOf(assembly).filter(
    (type): type is spec.ClassType => spec.isClassType(type) && !type.abstract && isConstruct(assembly, type.base),
  );
}

/** Base classes of other packages are constructs, apart from principals. */
function isConstruct(assembly: spec.Assembly, base: string | undefined): boolean {
  const own = base === undefined ? undefined : assembly.types?.[base];
  if (own) {
    return isConstruct(assembly, (own as spec.ClassType).base);
  }
  return base === 'constructs.Construct' || base === 'aws-cdk-lib.Resource';
}

/** The props of all structs that are parameters, inherited ones included. */
export function propsOfParameters(assembly: spec.Assembly, parameters: readonly spec.Parameter[]): spec.Property[] {
  return parameters.flatMap(({ type }) => (spec.isNamedTypeReference(type) ? propsOfStruct(assembly, type.fqn) : []));
}

function propsOfStruct(assembly: spec.Assembly, fqn: string): spec.Property[] {
  const type = assembly.types?.[fqn];
  if (!type || !spec.isInterfaceType(type)) {
    return [];
  }
  return [...(type.properties ?? []), ...(type.interfaces ?? []).flatMap((base) => propsOfStruct(assembly, base))];
}
