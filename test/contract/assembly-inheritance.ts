import * as spec from '@jsii/spec';
import { localName, typesOf } from './assembly';
import type { AssemblyCheck } from './assembly-checks';

type Member = spec.Property | spec.Method;

/** A class with the types that it inherits from. */
interface Heir {
  readonly type: spec.ClassType;
  /** The name of the class in its package. */
  readonly name: string;
  /** The class and the classes that it extends, nearest first. */
  readonly lineage: readonly spec.ClassType[];
  /** The interfaces that the class itself claims, and those that they extend. */
  readonly claims: readonly spec.InterfaceType[];
  /** The interfaces that the classes it extends claim. */
  readonly inheritedClaims: readonly spec.InterfaceType[];
}

/**
 * Members of claimed interfaces that a class does not have. TypeScript lets a class leave out optional members, and jsii
 * loses the constructor's properties of base classes that are not exported. C# compilers reject such a class, and
 * Python's type checkers do not accept it as the interface. Abstract classes are no exception.
 */
export function lackingMembers(dependencies: readonly spec.Assembly[]): AssemblyCheck {
  return claimCheck(dependencies, ({ name }, claim, declared, implemented) =>
    implemented ? undefined : `${name} lacks ${declared.name} of ${claim}`,
  );
}

/** Members that differ from a claimed interface. jsii compares each member with the first interface that has it. */
export function differingMembers(dependencies: readonly spec.Assembly[]): AssemblyCheck {
  return claimCheck(dependencies, ({ name }, claim, declared, implemented) =>
    implemented && shapeOf(implemented) !== shapeOf(declared)
      ? `${name}.${declared.name} differs from ${claim}`
      : undefined,
  );
}

/** Parameters with other names than in the claimed interface or base class. In Python, these names are API. */
export function renamedParameters(dependencies: readonly spec.Assembly[]): AssemblyCheck {
  const claimed = claimCheck(dependencies, ({ name }, claim, declared, implemented) =>
    implemented ? renaming(name, implemented, claim, declared) : undefined,
  );
  return (assembly) => [
    ...claimed(assembly),
    ...heirs(assembly, dependencies).flatMap((heir) => overridingRenames(assembly, heir)),
  ];
}

/** Where an interface and a base class of CDK disagree, the interface counts: type checkers compare with it. */
function overridingRenames(assembly: spec.Assembly, { type, name, lineage, claims, inheritedClaims }: Heir): string[] {
  const ancestors = [...inheritedClaims, ...lineage.slice(1)];
  const unclaimed = (type.methods ?? []).filter((method) => !claims.some((claim) => memberOf(claim, method.name)));
  return unclaimed.flatMap((method) => {
    const ancestor = ancestors.find((each) => memberOf(each, method.name));
    const overridden = ancestor && memberOf(ancestor, method.name);
    return (overridden && renaming(name, method, localName(assembly, ancestor.fqn), overridden)) ?? [];
  });
}

function renaming(name: string, member: Member, ancestor: string, inherited: Member): string | undefined {
  const [own, theirs] = [parametersOf(member), parametersOf(inherited)].map((list) => list.map((each) => each.name));
  return own.join() === theirs.join()
    ? undefined
    : `${name}.${member.name}(${own.join(', ')}) is (${theirs.join(', ')}) in ${ancestor}`;
}

/** Runs a check over every member of every interface that a class claims. */
function claimCheck(
  dependencies: readonly spec.Assembly[],
  find: (heir: Heir, claim: string, declared: Member, implemented?: Member) => string | undefined,
): AssemblyCheck {
  return (assembly) =>
    heirs(assembly, dependencies).flatMap((heir) =>
      heir.claims.flatMap((claim) =>
        membersOf(claim).flatMap((declared) => {
          const implementer = heir.lineage.find((type) => memberOf(type, declared.name));
          const implemented = implementer && memberOf(implementer, declared.name);
          return find(heir, localName(assembly, claim.fqn), declared, implemented) ?? [];
        }),
      ),
    );
}

function heirs(assembly: spec.Assembly, dependencies: readonly spec.Assembly[]): Heir[] {
  const types = new Map([assembly, ...dependencies].flatMap((each) => typesOf(each)).map((type) => [type.fqn, type]));
  return typesOf(assembly)
    .filter(spec.isClassType)
    .map((type) => {
      const lineage = lineageOf(type, types);
      return {
        type,
        name: localName(assembly, type.fqn),
        lineage,
        claims: claimsOf([type], types),
        inheritedClaims: claimsOf(lineage.slice(1), types),
      };
    });
}

type Types = ReadonlyMap<string, spec.Type>;

function lineageOf(type: spec.ClassType, types: Types): spec.ClassType[] {
  return type.base ? [type, ...lineageOf(typeNamed(type.base, types) as spec.ClassType, types)] : [type];
}

function claimsOf(
  claimants: readonly (spec.ClassType | spec.InterfaceType)[],
  types: Types,
): readonly spec.InterfaceType[] {
  const claims = claimants
    .flatMap(({ interfaces = [] }) => interfaces)
    .map((fqn) => typeNamed(fqn, types) as spec.InterfaceType);
  return claims.length ? [...new Set([...claims, ...claimsOf(claims, types)])] : [];
}

/** Without the type, there would be nothing to find. */
function typeNamed(fqn: string, types: Types): spec.Type {
  const type = types.get(fqn);
  if (!type) {
    throw new Error(`no assembly has the type ${fqn}`);
  }
  return type;
}

function membersOf({ properties = [], methods = [] }: spec.ClassType | spec.InterfaceType): Member[] {
  return [...properties, ...methods].filter((member) => !member.static);
}

function memberOf(type: spec.ClassType | spec.InterfaceType, name: string): Member | undefined {
  return membersOf(type).find((member) => member.name === name);
}

function parametersOf(member: Member): readonly spec.Parameter[] {
  return 'parameters' in member ? (member.parameters ?? []) : [];
}

/** What an implementation has in common with the declaration; names of parameters are compared separately. */
function shapeOf(member: Member): string {
  const { optional, type } = 'type' in member ? member : { ...(member as spec.Method).returns };
  const parameters = parametersOf(member).map((each) => [each.type, each.optional, each.variadic]);
  return JSON.stringify([type, !!optional, !!member.protected, 'type' in member && !!member.immutable, parameters]);
}
