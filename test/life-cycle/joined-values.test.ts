import * as spec from '@jsii/spec';
import type { App } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { studio } from '../../src';
import { testApp } from '../app';
import { loadAssembly, loadDependencies } from '../contract/assembly';
import { contextOf, SOUND_EXAMPLES } from '../examples/catalogue';
import { SAMPLE_ROWS } from '../samples';
import { isolatedVpc } from '../samples/sample';
import { flatResources, type Resources } from './baseline/flat';
import { inStack } from './templates';

/** Attributes of resources that are no text, such as `AWS::SageMaker::ImageVersion.Version`. CloudFormation joins texts only. */
function otherAttributes(): Set<string> {
  const classes = loadDependencies(loadAssembly()).flatMap(({ types = {} }) => Object.values(types));
  const attributes = classes.filter(spec.isClassType).flatMap(({ docs, properties = [] }) =>
    properties
      .filter(({ type }) => !(spec.isPrimitiveTypeReference(type) && type.primitive === spec.PrimitiveType.String))
      .flatMap((property) => property.docs?.custom?.cloudformationAttribute ?? [])
      .map((name) => `${docs?.custom?.cloudformationResource}.${name}`),
  );
  return new Set(attributes);
}

/** The attributes of resources that are part of a text. */
function joinedAttributes(resources: Resources, value: unknown, isJoined = false): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Fn::GetAtt' && isJoined) {
      return [`${resources[inner[0]]?.Type}.${inner[1]}`];
    }
    const joins = key === 'Fn::Join' || key === 'Fn::Sub' || (isJoined && key !== 'Fn::Select');
    return joinedAttributes(resources, inner, joins);
  });
}

function appWith(build: (app: App) => unknown, context?: Record<string, unknown>): Resources {
  const app = testApp({ context });
  build(app);
  return flatResources(app);
}

/** The role of the domain must be allowed to use the version, whose number is no text. */
function imageVersionOfDomain(app: App): void {
  const stack = inStack(app);
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
  const version = new studio.Image(stack, 'Image').addVersion('Version', {
    repository,
    digest: `sha256:${'a'.repeat(64)}`,
  });
  const customImages = [version.customImage(new studio.JupyterLabImageConfig(stack, 'Config'))];
  new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), jupyterLab: { customImages } });
}

const BUILDS: readonly (readonly [string, () => Resources])[] = [
  ...SAMPLE_ROWS.map(
    ([name, kind, build]) => [`${name} (${kind})`, () => appWith((app) => build(inStack(app)))] as const,
  ),
  ...SOUND_EXAMPLES.map(
    ([name, { build }]) => [`examples/${name}`, () => appWith((app) => build(app), contextOf(name))] as const,
  ),
  ['a domain with a version of an image', () => appWith(imageVersionOfDomain)],
];

describe('texts of a template', () => {
  const others = otherAttributes();

  test.each(BUILDS)('of %s have no attribute that is no text', (_, build) => {
    const resources = build();
    expect(joinedAttributes(resources, resources).filter((attribute) => others.has(attribute))).toEqual([]);
  });

  test('could not have the number of an image version', () => {
    expect(others).toContain('AWS::SageMaker::ImageVersion.Version');
    const version = { Type: 'AWS::SageMaker::ImageVersion' };
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: { Path: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['V', 'Version'] }]] } },
    };
    expect(joinedAttributes({ V: version, R: role }, role)).toEqual(['AWS::SageMaker::ImageVersion.Version']);
  });
});
