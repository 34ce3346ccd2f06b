import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { notebook } from '../../src';
import { faultsOf } from '../faults';
import { notebookIn, type Properties, propertiesOf, statementsOf, testStack } from './setup';

const { NotebookInstance, NotebookInstanceGrants } = notebook;

const env = { account: '111122223333', region: 'us-west-2' };

function arnEndingIn(...end: unknown[]): unknown {
  const [first, ...others] = end;
  return {
    'Fn::Join': [
      '',
      ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:us-west-2:111122223333:notebook-instance/${first}`, ...others],
    ],
  };
}

/** The statements that a grant gives on an imported notebook instance whose name has no capitals. */
function granted(
  grant: (grants: notebook.NotebookInstanceGrants, grantee: iam.IGrantable, stack: Stack) => unknown,
): Properties[] {
  const stack = testStack({ env });
  const instance = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'name');
  grant(instance.grants, new iam.ManagedPolicy(stack, 'Policy'), stack);
  return statementsOf(Template.fromStack(stack));
}

function endpoint(stack: Stack, id: string, vpcEndpointId: string): ec2.IVPCEndpointRef {
  return ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId, port: 443 });
}

describe('NotebookInstanceGrants', () => {
  test('allow to start and stop', () => {
    expect(granted((grants, grantee) => grants.startStop(grantee))).toEqual([
      {
        Action: ['sagemaker:StartNotebookInstance', 'sagemaker:StopNotebookInstance'],
        Effect: 'Allow',
        Resource: arnEndingIn('name'),
      },
    ]);
  });

  test('allow to describe', () => {
    expect(granted((grants, grantee) => grants.describe(grantee))).toEqual([
      { Action: 'sagemaker:DescribeNotebookInstance', Effect: 'Allow', Resource: arnEndingIn('name') },
    ]);
  });

  test('allow to write logs to own streams, and to make the group that all share', () => {
    const logs = (end: string) => ({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          `:logs:us-west-2:111122223333:log-group:/aws/sagemaker/NotebookInstances${end}`,
        ],
      ],
    });
    expect(granted((grants, grantee) => grants.writeLogs(grantee))).toEqual([
      { Action: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'], Effect: 'Allow', Resource: [logs(''), logs(':*')] },
      { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: logs(':log-stream:name/*') },
    ]);
  });
});

describe('NotebookInstanceGrants.presignedUrl', () => {
  const URL = {
    Action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
    Effect: 'Allow',
    Resource: arnEndingIn('name'),
  };
  const ENDPOINTS = { StringEquals: { 'aws:SourceVpce': ['vpce-0a', 'vpce-0b'] } };
  const CIDRS = { IpAddress: { 'aws:SourceIp': ['2001:db8::/32', '203.0.113.0/24'] } };
  const endpoints = (stack: Stack) => [endpoint(stack, 'Api', 'vpce-0a'), endpoint(stack, 'Browser', 'vpce-0b')];
  const cidrs = ['203.0.113.0/24', '2001:db8::/32'];

  test('allows from anywhere unless told otherwise', () => {
    expect(granted((grants, grantee) => grants.presignedUrl(grantee))).toEqual([URL]);
  });

  test('allows through endpoints', () => {
    expect(granted((grants, grantee, stack) => grants.presignedUrl(grantee, { endpoints: endpoints(stack) }))).toEqual([
      { ...URL, Condition: ENDPOINTS },
    ]);
  });

  test('allows from address ranges', () => {
    expect(granted((grants, grantee) => grants.presignedUrl(grantee, { cidrs }))).toEqual([
      { ...URL, Condition: CIDRS },
    ]);
  });

  test('allows from either, in statements of their own', () => {
    expect(
      granted((grants, grantee, stack) => grants.presignedUrl(grantee, { cidrs, endpoints: endpoints(stack) })),
    ).toEqual([
      { ...URL, Condition: ENDPOINTS },
      { ...URL, Condition: CIDRS },
    ]);
  });

  test('gives a grant of both statements', () => {
    const stack = testStack();
    const instance = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'name');
    const grant = instance.grants.presignedUrl(new iam.User(stack, 'User'), { cidrs, endpoints: endpoints(stack) });
    expect(grant.success).toBe(true);
    expect(grant.principalStatements).toHaveLength(2);
  });

  test('allows through endpoints of the same stack, and from a range that is a token', () => {
    const [through, from] = granted((grants, grantee, stack) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0a',
        availabilityZones: ['a'],
        isolatedSubnetIds: ['subnet-0a'],
      });
      const { SAGEMAKER_API, SAGEMAKER_NOTEBOOK } = ec2.InterfaceVpcEndpointAwsService;
      const made = { SAGEMAKER_API, SAGEMAKER_NOTEBOOK };
      const endpoints = Object.entries(made).map(
        ([id, service]) => new ec2.InterfaceVpcEndpoint(stack, id, { vpc, service, open: false }),
      );
      grants.presignedUrl(grantee, { endpoints, cidrs: [new CfnParameter(stack, 'Cidr').valueAsString] });
    });
    expect(through.Condition).toEqual({
      StringEquals: {
        'aws:SourceVpce': [
          { Ref: expect.stringMatching(/^SAGEMAKERAPI/) },
          { Ref: expect.stringMatching(/^SAGEMAKERNOTEBOOK/) },
        ],
      },
    });
    expect(from.Condition).toEqual({ IpAddress: { 'aws:SourceIp': [{ Ref: 'Cidr' }] } });
  });

  test('allows from a list of ranges that is a token', () => {
    const [from] = granted((grants, grantee, stack) => {
      grants.presignedUrl(grantee, {
        cidrs: new CfnParameter(stack, 'Cidrs', { type: 'CommaDelimitedList' }).valueAsList,
      });
    });
    expect(from.Condition).toEqual({ IpAddress: { 'aws:SourceIp': { Ref: 'Cidrs' } } });
  });

  test.each(['11.0.0.0/8', '0.0.0.0/0', '203.0.113.7/32', '2001:db8::/32', '::ffff:192.0.2.0/120'])(
    'takes the range %s',
    (cidr) => {
      expect(faultsOf(() => granted((grants, grantee) => grants.presignedUrl(grantee, { cidrs: [cidr] })))).toEqual([]);
    },
  );

  test.each([
    '',
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '256.0.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '2001:db8::/129',
    '2001:db8::',
    ':/0',
    ' 10.0.0.0/8',
    'any',
  ])('refuses the range %j', (cidr) => {
    expect(faultsOf(() => granted((grants, grantee) => grants.presignedUrl(grantee, { cidrs: [cidr] })))).toEqual([
      `InvalidCidr: an address range must be in CIDR notation, got '${cidr}'`,
    ]);
  });

  test.each(['10.0.0.0/8', '192.168.1.0/24', '::1/128', 'fe80::/10'])('refuses the private range %s', (cidr) => {
    expect(faultsOf(() => granted((grants, grantee) => grants.presignedUrl(grantee, { cidrs: [cidr] })))).toEqual([
      `InvalidCidr: an address range must be public, since SageMaker sees no others, got '${cidr}': name the endpoints or VPCs of these clients`,
    ]);
  });

  test('refuses one endpoint, which is not enough to create a URL and to use it', () => {
    const grant = () =>
      granted((grants, grantee, stack) =>
        grants.presignedUrl(grantee, { endpoints: endpoints(stack).slice(1), cidrs }),
      );
    expect(faultsOf(grant)).toEqual([
      'ConflictingProps: endpoints needs the endpoint through which URLs are made and the one through which they are used, got vpce-0b alone',
    ]);
  });

  test('refuses empty lists and bad ranges at once, since an empty list would allow nothing or anything', () => {
    expect(
      faultsOf(() => granted((grants, grantee) => grants.presignedUrl(grantee, { endpoints: [], cidrs: ['a', 'b'] }))),
    ).toEqual([
      'ConflictingProps: endpoints must name at least one, or be left out to allow any, got none',
      "InvalidCidr: an address range must be in CIDR notation, got 'a'",
      "InvalidCidr: an address range must be in CIDR notation, got 'b'",
    ]);
    expect(faultsOf(() => granted((grants, grantee) => grants.presignedUrl(grantee, { cidrs: [] })))).toEqual([
      'ConflictingProps: cidrs must name at least one, or be left out to allow any, got none',
    ]);
  });
});

describe('what NotebookInstanceGrants are on', () => {
  test('is the ARN in both cases where an imported name has capitals', () => {
    const stack = testStack({ env });
    NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'Team-Notebook').grants.describe(
      new iam.ManagedPolicy(stack, 'Policy'),
    );
    const [{ Resource }] = statementsOf(Template.fromStack(stack));
    expect(Resource).toEqual([arnEndingIn('team-notebook'), arnEndingIn('Team-Notebook')]);
  });

  test('is the ARN that CloudFormation returns and the one with the name as it is given', () => {
    const stack = testStack({ env });
    const instance = notebookIn(stack);
    instance.grants.describe(new iam.ManagedPolicy(stack, 'Policy'));
    const [{ Resource }] = statementsOf(Template.fromStack(stack));
    expect(Resource).toEqual([
      stack.resolve(instance.notebookInstanceArn),
      arnEndingIn('', stack.resolve(instance.notebookInstanceName)),
    ]);
  });

  test('may be a notebook instance of the Cfn layer that is imported', () => {
    const stack = testStack({ env });
    const resource = new CfnNotebookInstance(stack, 'Plain', {
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111122223333:role/execution',
    });
    const attributes = { notebookInstanceName: resource.attrNotebookInstanceName, notebookInstanceArn: resource.ref };
    const instance = NotebookInstance.fromNotebookInstanceAttributes(stack, 'Notebook', attributes);
    NotebookInstanceGrants.fromNotebookInstance(instance).startStop(new iam.ManagedPolicy(stack, 'Policy'));
    const [{ Resource }] = statementsOf(Template.fromStack(stack));
    expect(Resource).toEqual([{ Ref: 'Plain' }, arnEndingIn('', { 'Fn::GetAtt': ['Plain', 'NotebookInstanceName'] })]);
  });
});

describe('who NotebookInstanceGrants are for', () => {
  const stack = testStack({ env });
  const instance = NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'name');

  test('may be a user', () => {
    const user = new iam.User(stack, 'User');
    expect(instance.grants.describe(user).success).toBe(true);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      Users: [{ Ref: stack.getLogicalId(user.node.defaultChild as never) }],
    });
  });

  test('may be a role', () => {
    const other = testStack({ env });
    const role = new iam.Role(other, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    NotebookInstance.fromNotebookInstanceName(other, 'Notebook', 'name').grants.describe(role);
    expect(propertiesOf(Template.fromStack(other), 'AWS::IAM::Policy').Roles).toEqual([
      { Ref: other.getLogicalId(role.node.defaultChild as never) },
    ]);
  });

  test('cannot be a principal of another account, since a notebook instance has no policy of its own', () => {
    const grant = instance.grants.startStop(new iam.ArnPrincipal('arn:aws:iam::444455556666:role/other'));
    expect(grant.success).toBe(false);
    expect(() => grant.assertSuccess()).toThrow(/could not be added/);
  });
});
