import { CfnParameter } from 'aws-cdk-lib';
import { notebook } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { testStack } from './setup';

const { InstanceType } = notebook;

const CONSTANTS = Object.entries(InstanceType) as [string, notebook.InstanceType][];

describe('InstanceType', () => {
  test.each(CONSTANTS)(
    '%s is named after its type, with an underscore between a digit and a letter',
    (constant, { name }) => {
      const words = name
        .replace(/^ml\./, '')
        .replace('.', '_')
        .replace(/\d(?=[a-z])/g, '$&_'); // unanchored: every such digit
      expect(constant).toBe(words.toUpperCase());
    },
  );

  test.each(CONSTANTS)('%s is a type that of() accepts as well', (_, { name }) => {
    expect(InstanceType.of(name).name).toBe(name);
  });

  test('offers every size of the smallest family', () => {
    const burstable = CONSTANTS.map(([, { name }]) => name).filter((name) => name.startsWith('ml.t3.'));
    expect(burstable).toEqual(['ml.t3.medium', 'ml.t3.large', 'ml.t3.xlarge', 'ml.t3.2xlarge']);
  });

  test('takes a type that is newer than the library', () => {
    expect(InstanceType.of('ml.p6-b200.48xlarge').name).toBe('ml.p6-b200.48xlarge');
  });

  test.each(['ml.p2.xlarge', 'ml.p3.2xlarge', 'ml.p3dn.24xlarge', 'ml.inf1.xlarge', 'ml.g3.4xlarge'])(
    'refuses %s, which runs on no supported platform',
    (name) => {
      const family = name.split('.')[1];
      expect(faultsOf(() => InstanceType.of(name))).toEqual([
        `InvalidInstanceType: the instance type must be one that runs on Amazon Linux 2023, got '${name}' of the family ${family}`,
      ]);
    },
  );

  test.each(['', 't3.medium', 'ml.t3', 'ml.t3.medium ', 'ml.T3.medium', 'ml.t3.huge', 'ml.t3.medium.medium'])(
    'refuses the malformed %j',
    (name) => {
      expect(faultsOf(() => InstanceType.of(name))).toEqual([
        `InvalidInstanceType: the instance type must be a SageMaker instance type such as ml.t3.medium, got ${JSON.stringify(name)}`,
      ]);
    },
  );

  test('leaves a token to the deployment', () => {
    const { valueAsString } = new CfnParameter(testStack(), 'Type');
    expect(codesOf(() => InstanceType.of(valueAsString))).toEqual([]);
  });
});
