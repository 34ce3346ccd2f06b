import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  GuardConfigRule,
  GuardHook,
  type GuardHookProps,
  GuardRules,
  HookFailureMode,
  HookOperation,
  HookStatus,
  Pack,
  Rule,
} from '../../../src/compliance';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { warningsOf } from '../../notebook/setup';

const HOOK = 'AWS::CloudFormation::GuardHook';

function hookIn(props: GuardHookProps = {}, app: App = testApp()): { stack: Stack; hook: GuardHook } {
  const stack = new Stack(app, 'Stack');
  return { stack, hook: new GuardHook(stack, 'Hook', props) };
}

function propertiesOf(stack: Stack): Record<string, unknown> {
  const [resource] = Object.values(Template.fromStack(stack).findResources(HOOK));
  return resource.Properties;
}

describe('GuardHook', () => {
  test('rejects noncompliant resources, with all values known', () => {
    const { stack } = hookIn();
    expect(propertiesOf(stack)).toMatchObject({
      FailureMode: 'FAIL',
      HookStatus: 'ENABLED',
      TargetOperations: ['RESOURCE', 'CLOUD_CONTROL'],
      TargetFilters: {
        Actions: ['CREATE', 'UPDATE'],
        InvocationPoints: ['PRE_PROVISION'],
        TargetNames: ['AWS::SageMaker::Domain', 'AWS::IAM::Role', 'AWS::SageMaker::NotebookInstance'],
      },
    });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('publishes its rules as a file with the extension that hooks read', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'hook-'));
    const { stack, hook } = hookIn({}, testApp({ outdir }));
    const { Uri } = propertiesOf(stack).RuleLocation as { Uri: { 'Fn::Sub': string } };
    (stack.node.root as App).synth();
    const [file] = readdirSync(outdir).filter((name) => name.endsWith('.guard'));
    expect(readFileSync(join(outdir, file), 'utf-8')).toBe(hook.rules.text);
    expect(Uri['Fn::Sub']).toBe(
      `s3://cdk-hnb659fds-assets-\${AWS::AccountId}-\${AWS::Region}/${file.replace('asset.', '')}`,
    );
    rmSync(outdir, { recursive: true });
  });

  test('has a role that only hooks of its account and region can assume', () => {
    const { stack } = hookIn();
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'hooks.cloudformation.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':cloudformation:',
                      { Ref: 'AWS::Region' },
                      ':',
                      { Ref: 'AWS::AccountId' },
                      ':type/hook/*',
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test('reads the file of its rules and nothing else', () => {
    const { stack } = hookIn();
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
    const { Statement } = policy.Properties.PolicyDocument;
    expect(Statement.map(({ Action }: { Action: unknown }) => Action)).toEqual([
      ['s3:GetObject', 's3:GetObjectVersion'],
      's3:ListBucket',
    ]);
    expect(JSON.stringify(Statement[0].Resource)).toMatch(/[0-9a-f]{64}\.guard/);
  });

  test('runs only once its role may read the rules', () => {
    const { stack } = hookIn();
    Template.fromStack(stack).hasResource(HOOK, { DependsOn: [Match.stringLikeRegexp('^HookPolicy')] });
  });

  test('writes reports to a bucket, and uses its key', () => {
    const stack = new Stack(testApp(), 'Stack');
    const encryptionKey = new kms.Key(stack, 'Key');
    const logBucket = new s3.Bucket(stack, 'Reports', { encryptionKey });
    new GuardHook(stack, 'Hook', { logBucket });
    const template = Template.fromStack(stack);
    template.hasResourceProperties(HOOK, { LogBucket: stack.resolve(logBucket.bucketName) });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 's3:PutObject', Sid: 'WriteReports' }),
          Match.objectLike({ Action: 'kms:GenerateDataKey', Resource: stack.resolve(encryptionKey.keyArn) }),
        ]),
      },
    });
  });

  test('has an alias that is unique per stack and the same wherever the stack is in the app', () => {
    const { hook, stack } = hookIn();
    const alias = JSON.stringify(stack.resolve(hook.alias));
    expect(alias).toContain('"Private::Guard::hookb39e2767"');
    expect(alias).toContain('AWS::StackId');
  });

  test('takes an alias that no other hook of the account and region has', () => {
    const { stack } = hookIn({ alias: 'Acme::Guard::SageMaker' });
    new GuardHook(stack, 'Other', { alias: 'Acme::Guard::SageMaker' });
    expect(() => Template.fromStack(stack)).toThrow(/DuplicateName.*alias must be unique in its account and region/);
  });

  test('evaluates whole templates if it is asked to', () => {
    const { stack } = hookIn({ operations: [HookOperation.STACK, HookOperation.CHANGE_SET] });
    const { TargetOperations, TargetFilters } = propertiesOf(stack);
    expect(TargetOperations).toEqual(['STACK', 'CHANGE_SET']);
    expect(TargetFilters).toEqual({ Actions: ['CREATE', 'UPDATE'], InvocationPoints: ['PRE_PROVISION'] });
  });

  test('filters the types that its rules judge', () => {
    const { stack } = hookIn({ rules: new GuardRules({ rules: [Rule.DOMAIN_VPC_ONLY] }) });
    expect(propertiesOf(stack).TargetFilters).toMatchObject({ TargetNames: ['AWS::SageMaker::Domain'] });
  });

  test('leaves out the stacks that are excluded', () => {
    const { stack } = hookIn({ excludedStacks: ['CDKToolkit', 'dev-*'] });
    expect(propertiesOf(stack).StackFilters).toEqual({
      FilteringCriteria: 'ALL',
      StackNames: { Exclude: ['CDKToolkit', 'dev-*'] },
    });
  });

  test('warns if it rejects nothing', () => {
    const { stack } = hookIn({ failureMode: HookFailureMode.WARN, status: HookStatus.DISABLED });
    expect(propertiesOf(stack)).toMatchObject({ FailureMode: 'WARN', HookStatus: 'DISABLED' });
    expect(warningsOf(stack)).toEqual([
      'cdk-secure-sagemaker:compliance.hookDisabled',
      'cdk-secure-sagemaker:compliance.hookOnlyWarns',
    ]);
  });

  test('accepts an alias that only the deployment knows', () => {
    const stack = new Stack(testApp(), 'Stack');
    const alias = new CfnParameter(stack, 'Alias').valueAsString;
    new GuardHook(stack, 'Hook', { alias });
    expect(propertiesOf(stack).Alias).toEqual({ Ref: 'Alias' });
  });

  test.each(['cn-north-1', 'us-gov-west-1'])('is refused in %s, whose CloudFormation has no Guard hooks', (region) => {
    const stack = new Stack(testApp(), 'Stack', { env: { region } });
    expect(codesOf(() => new GuardHook(stack, 'Hook'))).toEqual(['UnsupportedRegion']);
  });

  test('reports everything that is wrong at once', () => {
    const props = { alias: 'AWS::Guard::SageMaker', operations: [], excludedStacks: ['my_stack', 'dev', 'dev'] };
    expect(faultsOf(() => hookIn(props))).toEqual([
      'InvalidHook: alias must be three parts of 2 to 64 letters and digits, such as Acme::Guard::SageMaker, and must not begin with aws, got "AWS::Guard::SageMaker"',
      'InvalidHook: operations must have at least one item, got none',
      'InvalidHook: excludedStacks[0] must be the name of a stack, in which * and ? are wildcards, got "my_stack"',
      'ConflictingProps: excludedStacks must have each item once, got dev twice',
    ]);
  });

  test('accepts its own role, which is not for SageMaker', () => {
    const { hook } = hookIn();
    expect(hook.role).toBeInstanceOf(iam.Role);
    expect(hook.rules.rules).toContain(Rule.TRUST_CONFUSED_DEPUTY);
  });
});

describe('GuardConfigRule', () => {
  test('evaluates what AWS Config records, and says what it does not record', () => {
    const stack = new Stack(testApp(), 'Stack');
    const rule = new GuardConfigRule(stack, 'Recorded');
    expect(rule.evaluated).toEqual([
      'domain-customer-key',
      'domain-vpc-only',
      'notebook-in-vpc',
      'notebook-no-direct-internet',
      'notebook-no-root-access',
      'notebook-security-groups',
      'notebook-volume-encrypted',
    ]);
    expect(rule.notEvaluated).toEqual(expect.arrayContaining(['notebook-imds-v2', 'notebook-platform']));
    Template.fromStack(stack).hasResourceProperties('AWS::Config::ConfigRule', {
      Scope: { ComplianceResourceTypes: ['AWS::SageMaker::Domain', 'AWS::SageMaker::NotebookInstance'] },
      Source: { Owner: 'CUSTOM_POLICY', CustomPolicyDetails: { PolicyText: rule.policyText } },
    });
  });

  test('reads the recorded configuration', () => {
    const rules = new GuardRules({ rules: [Rule.NOTEBOOK_NO_ROOT_ACCESS] });
    const { policyText } = new GuardConfigRule(new Stack(testApp(), 'Stack'), 'Recorded', { rules });
    expect(policyText).toBe(`# Notebook instances must not give root access
rule NOTEBOOK_NO_ROOT_ACCESS when resourceType == 'AWS::SageMaker::NotebookInstance' {
  configuration {
    RootAccess in ['Disabled']
  }
}
`);
  });

  test('refuses rules of which AWS Config records nothing', () => {
    const rules = new GuardRules({ rules: [Rule.NOTEBOOK_IMDS_V2, Rule.NOTEBOOK_PLATFORM] });
    const stack = new Stack(testApp(), 'Stack');
    expect(faultsOf(() => new GuardConfigRule(stack, 'Recorded', { rules }))).toEqual([
      'RuleNotInGuard: rules must have a rule whose properties AWS Config records, got notebook-imds-v2, notebook-platform',
    ]);
  });

  test('refuses a policy that is longer than AWS Config accepts', () => {
    const notebookPlatforms = ['notebook-al2023-v1'];
    const rules = new GuardRules({ packs: [Pack.ALL], settings: { notebookPlatforms } });
    const long = Array.from({ length: 40 }, () => rules._recorded).flat();
    jest.spyOn(rules, '_recorded', 'get').mockReturnValue(long);
    const stack = new Stack(testApp(), 'Stack');
    expect(codesOf(() => new GuardConfigRule(stack, 'Recorded', { rules }))).toEqual(['InvalidConfigPolicy']);
  });
});
