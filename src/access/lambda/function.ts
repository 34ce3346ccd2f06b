import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Names } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { check, SecureSageMakerError } from '../../private/errors';
import { encryptedLogGroup, type LogOptions } from '../logging/encrypted-log-group';

export interface AccessFunctionNetwork {
  readonly vpc: ec2.IVpc;
  /** @default - the private subnets of the VPC */
  readonly subnets?: ec2.SubnetSelection;
}

export interface AccessFunctionProps extends LogOptions {
  /** The name of the bundle. */
  readonly bundle: string;
  readonly description: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** @default - ten seconds */
  readonly timeout?: Duration;
  /** In MiB. @default - 256 */
  readonly memorySize?: number;
  /** Of the role. @default - made by CloudFormation */
  readonly roleName?: string;
  /** @default - none are reserved */
  readonly reservedConcurrentExecutions?: number;
  /** @default false */
  readonly tracing?: boolean;
  /** @default - outside of any VPC */
  readonly network?: AccessFunctionNetwork;
}

/** The path is the same from `src` and from `lib`. */
const BUNDLES = join(__dirname, '..', '..', '..', 'assets', 'access');

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html (required IAM permissions) */
const NETWORK_INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html (functions that make EC2 API calls) */
const DENIED_TO_CODE = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DetachNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];

/** A role whose grants, including those of CDK, go into a customer managed policy, because many accounts forbid inline policies. */
class ManagedPolicyRole extends iam.Role {
  private policy?: iam.ManagedPolicy;

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    // The policy refers to the role, not vice versa, so that it can refer to resources that trust the role.
    this.policy ??= new iam.ManagedPolicy(this, 'Permissions', { roles: [this] });
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}

/** A function that runs a bundle, with an encrypted log group and a role of its own. */
export class AccessFunction extends Construct {
  public readonly handler: lambda.Function;
  public readonly logGroup: logs.LogGroup;
  /** Its grants and statements go into a customer managed policy. */
  public readonly role: iam.Role;
  /** Without any rule that allows traffic. Undefined outside of a VPC. */
  public readonly securityGroup?: ec2.ISecurityGroup;

  constructor(scope: Construct, id: string, props: AccessFunctionProps) {
    super(scope, id);
    const { description, network } = props;
    const uniqueName = Names.uniqueResourceName(this, { maxLength: 200 });
    this.logGroup = encryptedLogGroup(this, 'Logs', `/aws/lambda/${uniqueName}`, props);
    this.role = this.createRole(props);
    if (network) {
      this.securityGroup = new ClosedSecurityGroup(this, 'SecurityGroup', { vpc: network.vpc, description });
    }
    this.handler = this.createFunction(props);
    if (network) {
      this.denyNetworkInterfaces();
    }
  }

  private createRole({ description, roleName, network }: AccessFunctionProps): iam.Role {
    const assumedBy = new iam.ServicePrincipal('lambda.amazonaws.com');
    const role = new ManagedPolicyRole(this, 'Role', { assumedBy, description, roleName });
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'Logs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    if (network) {
      // Lambda creates the network interfaces with this role.
      role.addToPrincipalPolicy(
        new iam.PolicyStatement({ sid: 'NetworkInterfaces', actions: NETWORK_INTERFACE_ACTIONS, resources: ['*'] }),
      );
    }
    return role;
  }

  private createFunction(props: AccessFunctionProps): lambda.Function {
    const { network } = props;
    return new lambda.Function(this, 'Function', {
      description: props.description,
      code: bundledCode(props.bundle),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: props.environment && { ...props.environment },
      timeout: props.timeout ?? Duration.seconds(10),
      memorySize: props.memorySize ?? 256,
      reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      tracing: props.tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.DISABLED,
      vpc: network?.vpc,
      vpcSubnets: network?.subnets,
      securityGroups: this.securityGroup && [this.securityGroup],
    });
  }

  /** The code has the same role as Lambda, but does not need the network interfaces. */
  private denyNetworkInterfaces(): void {
    const statement = new iam.PolicyStatement({
      sid: 'NoNetworkInterfacesForCode',
      effect: iam.Effect.DENY,
      actions: DENIED_TO_CODE,
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': this.handler.functionArn } },
    });
    new iam.ManagedPolicy(this, 'CodePolicy', { roles: [this.role], statements: [statement] });
  }
}

/** The code of `runtime/<folder>/<name>.lambda.ts` with everything it imports, as bundled when the package was built. */
function bundledCode(name: string): lambda.Code {
  const folder = join(BUNDLES, name);
  SecureSageMakerError.throwIfAny(
    undefined,
    check(
      existsSync(join(folder, 'index.js')),
      'MissingBundle',
      `the bundle ${folder} does not exist; "npx projen bundle" makes it in a clone of the repository`,
    ),
  );
  return lambda.Code.fromAsset(folder);
}
