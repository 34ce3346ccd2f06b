import { studio } from '../../../src';
import { faultsOf } from '../../faults';

const { StudioInstanceType } = studio;

test('an instance type must be one', () => {
  expect(faultsOf(() => StudioInstanceType.of('t3.medium'))).toEqual([
    'InvalidInstanceType: a Studio instance type must be an instance type such as ml.t3.medium, got "t3.medium"',
  ]);
});
