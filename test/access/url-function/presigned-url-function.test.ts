import { Duration, Fn, type Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { conditions, network } from '../../../src';
import { UserDirectory } from '../../../src/access/directory/user-directory';
import { codesOf, faultsOf } from '../../faults';
import { warningsOf } from '../../studio/domain/setup';
import { endpointsIn, endpointsWithout, PREFIX_LIST, vpcIn } from '../support/network';
import { domainIn, type Properties, statementsOf, urlFunctionIn } from '../support/private-access';
import { testStack } from '../support/stack';

const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/team/Access';
const PORTAL = 'arn:aws:iam::111122223333:role/Portal';

function functionOf(stack: Stack): Properties {
  const [{ Properties: properties }] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  return properties;
}

/** The statements of the function's role by their names. */
function permissionsOf(stack: Stack): Record<string, Properties> {
  return Object.fromEntries(statementsOf(stack, 'UrlsFunction').map(({ Sid, ...statement }) => [Sid, statement]));
}

describe('the function', () => {
  test('is told what it needs, and nothing that is secret', () => {
    const stack = testStack();
    urlFunctionIn(stack, { accessRoleArns: [FOREIGN_ROLE], callerRoleArns: [PORTAL] });
    expect(functionOf(stack).Environment.Variables).toMatchObject({
      TABLE_NAME: 'Directory',
      ACCESS_ROLE_ARN: { 'Fn::GetAtt': [expect.stringMatching(/^UrlsAccessRole/), 'Arn'] },
      FOREIGN_ACCESS_ROLE_ARNS: FOREIGN_ROLE,
      CALLER_ROLE_ARNS: PORTAL,
      URL_EXPIRY_SECONDS: '20',
      SESSION_SECONDS: '28800',
    });
  });

  test('is told of no roles and FIPS endpoints that there are not', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    expect(Object.keys(functionOf(stack).Environment.Variables).sort()).toEqual([
      'ACCESS_ROLE_ARN',
      'SESSION_SECONDS',
      'TABLE_NAME',
      'URL_EXPIRY_SECONDS',
    ]);
  });

  test('answers before API Gateway gives up', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    expect(functionOf(stack).Timeout).toBe(25);
  });

  test('takes other lifetimes', () => {
    const stack = testStack();
    urlFunctionIn(stack, { urlExpiry: Duration.minutes(5), sessionDuration: Duration.minutes(30) });
    expect(functionOf(stack).Environment.Variables).toMatchObject({
      URL_EXPIRY_SECONDS: '300',
      SESSION_SECONDS: '1800',
    });
  });

  test('calls FIPS endpoints where these are all there is', () => {
    const stack = testStack();
    const { SAGEMAKER_API_FIPS, SAGEMAKER_STUDIO, STS_FIPS, DYNAMODB } = network.EndpointService;
    const services = [SAGEMAKER_API_FIPS, SAGEMAKER_STUDIO, STS_FIPS, DYNAMODB];
    urlFunctionIn(stack, {
      endpoints: endpointsIn(
        stack,
        services.map((service, index) => [service, `vpce-b000000000000000${index}`]),
      ),
    });
    expect(functionOf(stack).Environment.Variables.FIPS_SERVICES).toBe('sagemaker sts');
  });

  test('runs in the only subnets that are not public, and in those that are chosen', () => {
    const subnetsOf = (subnets?: Partial<ec2.VpcAttributes>, props: object = {}) => {
      const stack = testStack();
      urlFunctionIn(stack, { vpc: vpcIn(stack, subnets), ...props });
      return functionOf(stack).VpcConfig.SubnetIds;
    };
    const both = { privateSubnetIds: ['subnet-p1', 'subnet-p2'], privateSubnetRouteTableIds: ['rtb-3', 'rtb-4'] };
    const none = { isolatedSubnetIds: undefined, isolatedSubnetRouteTableIds: undefined };
    expect(subnetsOf()).toEqual(['subnet-isolated1', 'subnet-isolated2']);
    expect(codesOf(() => subnetsOf(both))).toEqual(['AmbiguousSubnets']);
    expect(subnetsOf({ ...both, ...none })).toEqual(['subnet-p1', 'subnet-p2']);
    expect(subnetsOf(both, { vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS } })).toEqual([
      'subnet-p1',
      'subnet-p2',
    ]);
  });

  test('keeps an encrypted log, by a key of its own or one that is given', () => {
    const own = testStack();
    urlFunctionIn(own);
    Template.fromStack(own).hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    const given = testStack();
    urlFunctionIn(given, { encryptionKey: new kms.Key(given, 'Mine') });
    Template.fromStack(given).resourceCountIs('AWS::KMS::Key', 1);
    Template.fromStack(given).hasResourceProperties('AWS::Logs::LogGroup', {
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Mine'), 'Arn'] },
    });
  });
});

describe('the way out of the function', () => {
  function egress(props: Parameters<typeof urlFunctionIn>[1] = {}) {
    const stack = testStack();
    urlFunctionIn(stack, props);
    const template = Template.fromStack(stack);
    const [{ Properties: group }] = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
    const beside = Object.values(template.findResources('AWS::EC2::SecurityGroupEgress'));
    return {
      inside: group.SecurityGroupEgress as Properties[],
      beside: beside.map((rule) => rule.Properties as Properties),
      stack,
      group,
    };
  }

  test('leads to the endpoints and to DynamoDB on port 443, and nothing leads in', () => {
    const { inside, beside, group } = egress();
    expect([...inside, ...beside].filter(({ CidrIp }) => CidrIp !== '127.0.0.1/32')).toEqual([
      expect.objectContaining({
        DestinationSecurityGroupId: 'sg-0123456789abcdef0',
        FromPort: 443,
        ToPort: 443,
        IpProtocol: 'tcp',
      }),
      expect.objectContaining({ DestinationPrefixListId: PREFIX_LIST, FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }),
    ]);
    expect(group.SecurityGroupIngress).toBeUndefined();
  });

  test('is let in by the endpoints', () => {
    const { stack } = egress();
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 443,
      ToPort: 443,
    });
  });

  test('leads to port 443 of every address where the prefix list is not known, with a warning', () => {
    const { inside, stack } = egress({ dynamoDbPrefixListId: undefined });
    expect(inside).toContainEqual(expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }));
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:access.openEgress']);
  });

  test('gives no warning where the prefix list is known', () => {
    expect(warningsOf(egress().stack)).toEqual([]);
  });
});

describe('the role of the function', () => {
  test('reads the entries of one user at a time through the endpoint, and nothing else of the table', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    expect(permissionsOf(stack).Directory).toEqual({
      Effect: 'Allow',
      Action: 'dynamodb:Query',
      Resource: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':dynamodb:eu-west-1:111122223333:table/Directory']],
      },
      Condition: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': expect.arrayContaining(['pk', 'sk', 'domainId']) },
        StringEquals: { 'aws:SourceVpce': ['vpce-a0000000000000004'], 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      },
    });
  });

  test('assumes the access roles that are named, and no other', () => {
    const stack = testStack();
    urlFunctionIn(stack, { accessRoleArns: [FOREIGN_ROLE] });
    expect(permissionsOf(stack).AccessRoles).toEqual({
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Resource: [{ 'Fn::GetAtt': [expect.stringMatching(/^UrlsAccessRole/), 'Arn'] }, FOREIGN_ROLE],
      Condition: { StringEquals: { 'aws:SourceVpce': ['vpce-a0000000000000003'] } },
    });
  });

  test('decrypts the table through DynamoDB alone', () => {
    const stack = testStack();
    const table = new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    });
    urlFunctionIn(stack, { users: UserDirectory.fromTable(table) });
    expect(permissionsOf(stack).DirectoryKey).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^TableKey/), 'Arn'] },
      Condition: {
        StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.eu-west-1.', { Ref: 'AWS::URLSuffix' }]] } },
      },
    });
  });

  test('decrypts nothing for a table without key of its own', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    expect(permissionsOf(stack).DirectoryKey).toBeUndefined();
  });

  test('makes no URLs itself', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    expect(JSON.stringify(statementsOf(stack, 'UrlsFunction'))).not.toContain('CreatePresignedDomainUrl');
  });
});

describe('a function', () => {
  test('has an access role of its own account where it has domains there', () => {
    const stack = testStack();
    const urlFunction = urlFunctionIn(stack);
    const { roleArn } = urlFunction.accessRole!;
    expect(stack.resolve(roleArn)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^UrlsAccessRole/), 'Arn'] });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Principal: { AWS: stack.resolve(urlFunction.role.roleArn) } })]),
      },
    });
  });

  test('has none where it opens domains of other accounts alone', () => {
    const stack = testStack();
    const urlFunction = urlFunctionIn(stack, { domains: [], accessRoleArns: [FOREIGN_ROLE] });
    expect(urlFunction.accessRole).toBeUndefined();
    expect(functionOf(stack).Environment.Variables.ACCESS_ROLE_ARN).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  });

  test('may have a role with a name, by which other accounts know it', () => {
    const stack = testStack();
    urlFunctionIn(stack, { roleName: 'StudioUrls' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { RoleName: 'StudioUrls' });
  });

  test('has no inline policies', () => {
    const stack = testStack();
    urlFunctionIn(stack);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('a function is refused', () => {
  test('without anything to open', () => {
    const stack = testStack();
    expect(codesOf(() => urlFunctionIn(stack, { domains: [] }))).toEqual(['ConflictingProps']);
  });

  test('for a domain with single sign-on', () => {
    const stack = testStack();
    const domains = [domainIn(stack, 'd-sso', { authMode: conditions.AuthMode.SSO })];
    expect(codesOf(() => urlFunctionIn(stack, { domains }))).toEqual(['ConflictingProps']);
  });

  test.each(['SAGEMAKER_API', 'SAGEMAKER_STUDIO', 'STS', 'DYNAMODB'] as const)('without endpoint of %s', (name) => {
    const stack = testStack();
    const endpoints = endpointsWithout(stack, network.EndpointService[name]);
    expect(faultsOf(() => urlFunctionIn(stack, { endpoints }))).toEqual([
      expect.stringContaining(`MissingEndpoint: endpoints must hold EndpointService.${name},`),
    ]);
  });

  test.each([
    ['urlExpiry', Duration.seconds(4)],
    ['urlExpiry', Duration.seconds(301)],
    ['urlExpiry', Duration.millis(20_500)],
    ['sessionDuration', Duration.minutes(29)],
    ['sessionDuration', Duration.hours(13)],
  ])('with %s out of bounds: %p', (name, duration) => {
    const stack = testStack();
    expect(faultsOf(() => urlFunctionIn(stack, { [name]: duration }))).toEqual([
      expect.stringContaining(`InvalidUrlLifetime: ${name} must be a whole number from`),
    ]);
  });

  test.each([
    ['urlExpiry', Duration.seconds(5)],
    ['urlExpiry', Duration.seconds(300)],
    ['sessionDuration', Duration.minutes(30)],
    ['sessionDuration', Duration.hours(12)],
  ])('but not with %s at the bounds: %p', (name, duration) => {
    const stack = testStack();
    expect(codesOf(() => urlFunctionIn(stack, { [name]: duration }))).toEqual([]);
  });

  test.each(['accessRoleArns', 'callerRoleArns'])('with wildcards in %s', (name) => {
    const stack = testStack();
    const arns = [
      '*',
      'arn:aws:iam::*:role/Access',
      'arn:aws:sts::111122223333:assumed-role/Access/x',
      'arn:aws:iam::111122223333:role/A b',
    ];
    expect(codesOf(() => urlFunctionIn(stack, { [name]: arns }))).toEqual(Array(4).fill('InvalidResourceArn'));
  });

  test('with a prefix list that is none', () => {
    const stack = testStack();
    expect(codesOf(() => urlFunctionIn(stack, { dynamoDbPrefixListId: 'com.amazonaws.eu-west-1.dynamodb' }))).toEqual([
      'InvalidEndpointId',
    ]);
  });

  test('in public subnets, or in none', () => {
    const subnets = { publicSubnetIds: ['subnet-1', 'subnet-2'], publicSubnetRouteTableIds: ['rtb-3', 'rtb-4'] };
    const [open, none] = [testStack(), testStack()];
    const vpcSubnets = { subnetType: ec2.SubnetType.PUBLIC };
    expect(codesOf(() => urlFunctionIn(open, { vpc: vpcIn(open, subnets), vpcSubnets }))).toEqual([
      'PublicSubnet',
      'PublicSubnet',
    ]);
    const noIsolated = { ...subnets, isolatedSubnetIds: undefined, isolatedSubnetRouteTableIds: undefined };
    expect(codesOf(() => urlFunctionIn(none, { vpc: vpcIn(none, noIsolated) }))).toEqual(['NoPrivateSubnet']);
  });
});

describe('a function in another VPC than its endpoints', () => {
  const vpcOf = (stack: ReturnType<typeof testStack>, id: string, vpcId: string) =>
    ec2.Vpc.fromVpcAttributes(stack, id, {
      vpcId,
      availabilityZones: ['eu-west-1a'],
      isolatedSubnetIds: [`subnet-${id}`],
    });

  test('is refused, because it could not read the directory', () => {
    const stack = testStack();
    const endpoints = endpointsIn(stack, undefined, vpcOf(stack, 'Home', 'vpc-00000000000000001'));
    const vpc = vpcOf(stack, 'Other', 'vpc-00000000000000002');
    expect(faultsOf(() => urlFunctionIn(stack, { endpoints, vpc }))).toEqual([
      expect.stringContaining('ConflictingProps: vpc must be the one of the endpoints, Stack/Home, got Stack/Other'),
    ]);
  });

  test('is refused, also where both are made by the app', () => {
    const stack = testStack();
    const [home, vpc] = ['Home', 'Other'].map((id) => new ec2.Vpc(stack, id, { natGateways: 0, maxAzs: 1 }));
    const endpoints = endpointsIn(stack, undefined, home);
    expect(codesOf(() => urlFunctionIn(stack, { endpoints, vpc }))).toContain('ConflictingProps');
  });

  test('is not, where one of both is unknown or they are the same', () => {
    const stack = testStack();
    const endpoints = endpointsIn(stack, undefined, vpcOf(stack, 'Home', Fn.importValue('Vpc')));
    expect(
      codesOf(() => urlFunctionIn(stack, { endpoints, vpc: vpcOf(stack, 'Other', 'vpc-00000000000000002') })),
    ).toEqual([]);
    const again = testStack();
    const same = endpointsIn(again, undefined, vpcOf(again, 'Home', 'vpc-00000000000000001'));
    const vpc = vpcOf(again, 'Other', 'vpc-00000000000000001');
    expect(codesOf(() => urlFunctionIn(again, { endpoints: same, vpc }))).toEqual([]);
  });
});

test('a function has the concurrency that is reserved for it', () => {
  const stack = testStack();
  urlFunctionIn(stack, { reservedConcurrentExecutions: 20 });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { ReservedConcurrentExecutions: 20 });
});

test('more access roles of other accounts than the environment of a function holds are reported', () => {
  const stack = testStack();
  const accessRoleArns = Array.from(
    { length: 100 },
    (_, index) => `arn:aws:iam::${String(100_000_000_000 + index)}:role/StudioAccess`,
  );
  const { node } = urlFunctionIn(stack, { accessRoleArns });
  expect(node.findAll().flatMap((one) => one.node.validate())).toEqual([
    expect.stringContaining('[EnvironmentTooLong] the environment variables of Stack/Urls/Function'),
  ]);
});
