import { CfnOutput, RemovalPolicy, Stack, type StackProps, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { access, network, studio } from '../../../src';
import { networkIn, PREFIX_LIST } from '../../access/support/network';
import { domainIn, IDENTITY_PROVIDER, jwt } from '../../access/support/private-access';
import { ENVIRONMENTS, strictApp } from '../strict';

const urlFunction = { dynamoDbPrefixListId: PREFIX_LIST };
const subnetConfiguration = [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }];

/** A network that is made, with all that private access needs. */
function privateNetwork(stack: Stack, perimeter?: network.EndpointPerimeter) {
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2, subnetConfiguration });
  const services = network.EndpointSet.PRESIGNED_URL;
  return {
    vpc,
    endpoints: new network.PrivateEndpoints(stack, 'Endpoints', {
      vpc,
      services,
      perimeter,
      clients: [ec2.Peer.ipv4('10.0.0.0/8')],
    }),
  };
}

function domainWith(stack: Stack, id: string, vpc: ec2.IVpc) {
  const domain = new studio.Domain(stack, id, { vpc });
  return { domain, alice: domain.addUserProfile('alice') };
}

/** All of it made in a stack, and nothing said that need not be. */
function shortest(stack: Stack): void {
  const { vpc, endpoints } = privateNetwork(stack);
  const { domain, alice } = domainWith(stack, 'Domain', vpc);
  const users = access.UserDirectory.fromUsers([{ subject: '00u1', userProfile: alice }]);
  const built = new access.PrivateStudioAccess(stack, 'Access', {
    domain,
    endpoints,
    authorization: jwt(),
    users,
    urlFunction,
  });
  built.addAlarms([]);
  built.revokeUserProfile(domain, 'bob');
  new CfnOutput(stack, 'Url', { value: built.apiUrl });
}

/** There are no user pools in China. */
function poolOrTokens(stack: Stack): access.Authorization {
  const china = !Token.isUnresolved(stack.region) && stack.region.startsWith('cn-');
  return china ? jwt() : access.Authorization.cognito(new cognito.UserPool(stack, 'Pool'), { scopes: ['studio/open'] });
}

function webAclIn(stack: Stack): wafv2.CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: 'Studio', sampledRequestsEnabled: false };
  return new wafv2.CfnWebACL(stack, 'WebAcl', { scope: 'REGIONAL', defaultAction: { allow: {} }, visibilityConfig });
}

/** Users of a table in several domains, who sign in with Amazon Cognito, from pages. */
function portal(stack: Stack): void {
  const { vpc, endpoints } = privateNetwork(stack, network.EndpointPerimeter.accounts('444455556666', '555566667777'));
  const domains = ['First', 'Second'].map((id) => domainWith(stack, id, vpc).domain);
  const partitionKey = { name: 'pk', type: dynamodb.AttributeType.STRING };
  const sortKey = { name: 'sk', type: dynamodb.AttributeType.STRING };
  const table = new dynamodb.Table(stack, 'Table', {
    partitionKey,
    sortKey,
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
  });
  const foreign = `arn:${stack.partition}:iam::444455556666:role/StudioAccess`;
  new access.PrivateStudioAccess(stack, 'Access', {
    endpoints,
    authorization: poolOrTokens(stack),
    users: access.UserDirectory.fromTable(table, { domains, accessRoleArns: [foreign] }),
    urlFunction: { ...urlFunction, roleName: 'StudioUrls' },
    api: {
      allowedOrigins: ['https://one.example.com', 'https://two.example.com'],
      logRole: access.ApiLogRole.REGISTERED,
      webAclArn: webAclIn(stack).attrArn,
    },
    logs: {
      encryptionKey: new kms.Key(stack, 'LogKey', { enableKeyRotation: true }),
      removalPolicy: RemovalPolicy.DESTROY,
    },
  }).revokeAll();
}

/** A server that asks, an identity provider inside, and an access role for a function elsewhere, with endpoints that exist. */
function everythingElse(stack: Stack): void {
  const endpoints = networkIn(stack);
  const usersOf = (domainId: string) =>
    access.UserDirectory.fromUsers([{ subject: '00u1', domainId, userProfileName: 'alice', expires: '2030-06-30' }], {
      issuer: IDENTITY_PROVIDER,
    });
  const callers = [iam.Role.fromRoleName(stack, 'Portal', 'Portal')];
  new access.PrivateStudioAccess(stack, 'Signed', {
    domain: domainIn(stack),
    endpoints,
    authorization: access.Authorization.iam({ callers }),
    users: usersOf('d-abc'),
    urlFunction,
  });
  const subnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  const authorization = access.Authorization.jwt({
    issuer: IDENTITY_PROVIDER,
    audiences: ['studio'],
    keys: access.JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
    network: { vpc: endpoints.vpc!, subnets, identityProvider: ec2.Peer.ipv4('10.1.0.0/16') },
  });
  new access.PrivateStudioAccess(stack, 'Inside', {
    endpoints,
    authorization,
    users: usersOf('d-def'),
    domain: domainIn(stack, 'd-def'),
    urlFunction,
  });
  new access.StudioAccessRole(stack, 'Role', {
    domains: [domainIn(stack, 'd-ghi')],
    endpoints,
    urlFunctionRoleArn: `arn:${stack.partition}:iam::111122223333:role/UrlFunction`,
    roleName: 'StudioAccess',
  });
}

/** A function of its own, with a table that the app makes. */
function functionAlone(stack: Stack): void {
  const { vpc, endpoints } = privateNetwork(stack);
  const table = new dynamodb.Table(stack, 'Directory', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
  });
  const built = new access.PresignedUrlFunction(stack, 'Urls', {
    vpc,
    endpoints,
    users: access.UserDirectory.fromTable(table),
    domains: [domainWith(stack, 'Domain', vpc).domain],
    dynamoDbPrefixListId: PREFIX_LIST,
  });
  built.accessRole!.revokeAll();
}

describe('the template validation of CDK', () => {
  test.each(ENVIRONMENTS)('accepts private access in all of its forms in %s', (_, env) => {
    const app = strictApp();
    shortest(new Stack(app, 'Shortest', { env }));
    portal(new Stack(app, 'Portal', { env }));
    everythingElse(new Stack(app, 'Others', { env }));
    functionAlone(new Stack(app, 'Function', { env }));
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Function', 'Others', 'Portal', 'Shortest']);
  });

  test.each(ENVIRONMENTS)('accepts network, domain, directory and access in stacks of their own in %s', (_, env) => {
    const app = strictApp();
    const props: StackProps = { env };
    const [inner, middle, table, outer] = ['Network', 'Studio', 'Users', 'Access'].map(
      (name) => new Stack(app, name, props),
    );
    const { vpc, endpoints } = privateNetwork(inner);
    const { domain, alice } = domainWith(middle, 'Domain', vpc);
    const users = access.UserDirectory.fromUsers([{ subject: '00u1', userProfile: alice }], {
      table: new access.DirectoryTable(table, 'Directory'),
    });
    const built = new access.PrivateStudioAccess(outer, 'Access', {
      domain,
      endpoints,
      authorization: jwt(),
      users,
      urlFunction,
    });
    expect(
      app
        .synth()
        .stacks.map(({ stackName }) => stackName)
        .sort(),
    ).toEqual(['Access', 'Network', 'Studio', 'Users']);
    expect(Stack.of(built.accessRole!)).toBe(outer);
  });
});
