import { basename } from 'node:path';
import type { Environment } from 'aws-cdk-lib';
import { SageMakerChecks } from '../../../src/compliance';
import { templatePathOf } from '../../../src/compliance/templates/app-templates';
import { testApp } from '../../app';
import { OWN_CONSTRUCTS, stacksIn } from './constructs-apps';

/** A finding that our own constructs have on purpose. */
interface Meant {
  readonly stack: string;
  readonly finding: string;
  readonly reason: string;
}

const CONSOLE =
  'Users of the console come from the internet; the guardrail presignedUrlsFromNetwork denies URLs from elsewhere to whom it is for';
const PROFILE =
  'Who may open which profile is what this permission says; the guardrail presignedUrlsFromNetwork says from where';

function presignedUrls(stack: string, reason: string): Meant {
  return { stack, finding: 'presigned-url-origin', reason };
}

const MEANT: readonly Meant[] = [
  presignedUrls('PermissionPoliciesconsole-with-full-access', CONSOLE),
  presignedUrls('PermissionPoliciesownStudioProfile', PROFILE),
  presignedUrls('PermissionPoliciesownStudioProfile-by-source-identity', PROFILE),
  presignedUrls('PermissionPoliciesownStudioProfile-by-user-name', PROFILE),
  presignedUrls('PermissionPoliciestaggedNotebooks', CONSOLE),
  presignedUrls('PermissionPoliciestaggedNotebooks-by-the-tag-of-the-caller', CONSOLE),
];

const ENVIRONMENTS: [name: string, env: Environment | undefined][] = [
  ['no environment', undefined],
  ['us-east-1', { account: '111122223333', region: 'us-east-1' }],
  ['eu-central-1', { account: '111122223333', region: 'eu-central-1' }],
];

/** What the baseline says of our constructs as they are by default. */
function judged(env: Environment | undefined) {
  const app = testApp();
  const stacks = stacksIn(app, env);
  app.synth();
  const { outcomes } = new SageMakerChecks()._judge({ appConstruct: app, templatePaths: stacks.map(templatePathOf) });
  const of = outcomes.map(({ resource, findings, rule }) => ({
    stack: basename(resource.template.name).split('.')[0],
    rule,
    findings,
  }));
  const found = of.flatMap(({ stack, findings }) => findings.map(({ id }) => `${stack}: ${id}`));
  return { of, found: [...new Set(found)].sort() };
}

describe.each(ENVIRONMENTS)('our own constructs in %s', (_, env) => {
  const { of, found } = judged(env);

  test('have no findings but those that are meant', () => {
    expect(found).toEqual(MEANT.map(({ stack, finding }) => `${stack}: ${finding}`).sort());
  });

  test.each(MEANT)('are found to have $finding in $stack where it is not said to be meant', (missing) => {
    const others = MEANT.filter((meant) => meant !== missing).map(({ stack, finding }) => `${stack}: ${finding}`);
    expect(found.filter((each) => !others.includes(each))).toEqual([`${missing.stack}: ${missing.finding}`]);
  });

  test.each(Object.keys(OWN_CONSTRUCTS))('are judged in %s', (name) => {
    expect(of.filter(({ stack }) => stack.startsWith(name)).length).toBeGreaterThan(1);
  });
});
