import { SAMPLES } from '../samples';
import { loadAssembly, localName } from './assembly';
import { constructsOf, propsOfParameters } from './constructs';

test('every exported construct has samples, which its life cycle tests, snapshots and cdk-nag tests build', () => {
  const assembly = loadAssembly();
  const names = constructsOf(assembly).map(({ fqn }) => localName(assembly, fqn));
  expect(Object.keys(SAMPLES).sort()).toEqual(names.sort());
});

test('every exported construct that can keep a deployed state has a sample that does', () => {
  const assembly = loadAssembly();
  const keeping = constructsOf(assembly)
    .filter(({ initializer }) =>
      propsOfParameters(assembly, initializer?.parameters ?? []).some(({ name }) => name === 'deployedState'),
    )
    .map(({ fqn }) => localName(assembly, fqn));
  const adopted = Object.keys(SAMPLES).filter((name) => SAMPLES[name].adopted !== undefined);
  expect(adopted.sort()).toEqual(keeping.sort());
  expect(adopted.length).toBeGreaterThan(0);
});
