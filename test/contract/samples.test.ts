import { SAMPLES } from '../samples';
import { loadAssembly, localName } from './assembly';
import { constructsOf } from './constructs';

test('every exported construct has samples, which its life cycle tests, snapshots and cdk-nag tests build', () => {
  const assembly = loadAssembly();
  const names = constructsOf(assembly).map(({ fqn }) => localName(assembly, fqn));
  expect(Object.keys(SAMPLES).sort()).toEqual(names.sort());
});
