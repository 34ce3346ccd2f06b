import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network, studio } from '../../../src';
import { UserDirectory } from '../../../src/access/directory/user-directory';
import { PresignedUrlFunction } from '../../../src/access/url-function/presigned-url-function';
import { testApp } from '../../app';
import { PREFIX_LIST } from '../support/network';

/** Everything made in the app, nothing imported. */
function networkIn(stack: Stack) {
  const subnetConfiguration = [{ name: 'inside', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }];
  const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0, maxAzs: 2, subnetConfiguration });
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB } = network.EndpointService;
  const services = network.EndpointSet.of(SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB);
  const endpoints = new network.PrivateEndpoints(stack, 'Endpoints', {
    vpc,
    services,
    clients: [ec2.Peer.ipv4('10.0.0.0/8')],
  });
  return { vpc, endpoints };
}

function urlFunctionIn(
  stack: Stack,
  { vpc, endpoints }: ReturnType<typeof networkIn>,
  domain = new studio.Domain(stack, 'Domain', { vpc }),
): PresignedUrlFunction {
  const table = new dynamodb.Table(stack, 'Directory', {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
  });
  return new PresignedUrlFunction(stack, 'Urls', {
    vpc,
    endpoints,
    users: UserDirectory.fromTable(table),
    domains: [domain],
    dynamoDbPrefixListId: PREFIX_LIST,
  });
}

function errorsOf(app: App): string[] {
  return app.node.findAll().flatMap(({ node }) => node.validate());
}

test('the network, the domain and the function can be in stacks of their own', () => {
  const app = testApp();
  const [inner, middle, outer] = ['Network', 'Studio', 'Access'].map((name) => new Stack(app, name));
  const net = networkIn(inner);
  const domain = new studio.Domain(middle, 'Domain', { vpc: net.vpc });
  urlFunctionIn(outer, net, domain);
  expect(errorsOf(app)).toEqual([]);
  expect(
    app
      .synth()
      .stacks.map(({ stackName }) => stackName)
      .sort(),
  ).toEqual(['Access', 'Network', 'Studio']);
});

test('the same app has the same templates every time', () => {
  const [one, other] = [testApp(), testApp()].map((app) => {
    const stack = new Stack(app, 'Stack');
    urlFunctionIn(stack, networkIn(stack));
    return Template.fromStack(stack).toJSON();
  });
  expect(other).toEqual(one);
});
