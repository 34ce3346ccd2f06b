import * as spec from '@jsii/spec';
import { baselineOf, manifestOf } from '../../projenrc/compat/baseline';
import { assemblyOf, STRING } from './made-assembly';

const { Experimental, Stable } = spec.Stability;

const ASSEMBLY = {
  ...assemblyOf(
    {
      'a.Thing': {
        docs: { summary: 'A thing.', stability: Experimental },
        locationInModule: { filename: 'src/a/thing.ts', line: 1 },
        symbolId: 'src/a/thing:Thing',
        properties: [
          {
            name: 'docs',
            type: STRING,
            overrides: 'lib.a.IThing',
            docs: { stability: Experimental, summary: 'Pages.' },
          },
          { name: 'settled', type: STRING, docs: { stability: Stable } },
        ],
      },
      'a.Base': { docs: { subclassable: true } },
    },
    { submodules: ['a'] },
  ),
  schema: spec.SchemaVersion.LATEST,
  version: '1.0.0',
  dependencies: { constructs: '^10.5.0' },
  readme: { markdown: '# Things' },
};

describe('the baseline of an assembly', () => {
  test('has what jsii-diff compares, one type per line', () => {
    expect(baselineOf(ASSEMBLY).split('\n')).toEqual([
      '{"schema":"jsii/0.10.0","name":"lib","version":"1.0.0","dependencies":{"constructs":"^10.5.0"},"submodules":{"lib.a":{}},"types":{',
      '"lib.a.Thing":{"fqn":"lib.a.Thing","namespace":"a","name":"Thing","docs":{"stability":"experimental"},"kind":"class",' +
        '"properties":[{"name":"docs","type":{"primitive":"string"}},' +
        '{"name":"settled","type":{"primitive":"string"},"docs":{"stability":"stable"}}]},',
      '"lib.a.Base":{"fqn":"lib.a.Base","namespace":"a","name":"Base","docs":{"subclassable":true},"kind":"class"}',
      '}}',
      '',
    ]);
  });

  test('can be read as an assembly', () => {
    expect(spec.loadAssemblyFromBuffer(Buffer.from(baselineOf(ASSEMBLY)), undefined, false)).toMatchObject({
      name: 'lib',
      types: { 'lib.a.Thing': { name: 'Thing' } },
    });
  });

  test('comes with a manifest that has its dependencies and no name', () => {
    expect(JSON.parse(manifestOf(ASSEMBLY))).toEqual({
      private: true,
      jsii: {},
      dependencies: { constructs: '^10.5.0' },
    });
  });
});
