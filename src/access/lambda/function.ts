import { Duration, Names } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { encryptedLogGroup, type LogOptions } from '../logs/encrypted-log-group';
import { bundledCode } from './bundled-code';

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

/** A role whose grants, also those that CDK makes, go into a customer managed policy: many accounts forbid inline ones. */
class ManagedPolicyRole extends iam.Role {
  private policy?: iam.ManagedPolicy;

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    // The policy names the role and not the other way round, so that it may name what trusts the role.
    this.policy ??= new iam.ManagedPolicy(this, 'Permissions', { roles: [this] });
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}

/** A function that runs a bundle, with its own encrypted log group and role. */
export class AccessFunction extends Construct {
  public readonly handler: lambda.Function;
  public readonly logGroup: logs.LogGroup;
  /** Grants to the function and statements that are added to this role go into a customer managed policy. */
  public readonly role: iam.Role;
  /** Without a way in or out. Undefined outside of a VPC. */
  public readonly securityGroup?: ec2.ISecurityGroup;

  constructor(scope: Construct, id: string, props: AccessFunctionProps) {
    super(scope, id);
    this.logGroup = encryptedLogGroup(
      this,
      'Logs',
      `/aws/lambda/${Names.uniqueResourceName(this, { maxLength: 200 })}`,
      props,
    );
    this.role = new ManagedPolicyRole(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: props.description,
      roleName: props.roleName,
    });
    this.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'Logs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    );
    this.securityGroup =
      props.network &&
      new ClosedSecurityGroup(this, 'SecurityGroup', { vpc: props.network.vpc, description: props.description });
    this.handler = this.createFunction(props);
    if (props.network) {
      this.denyNetworkInterfaces();
    }
  }

  private createFunction(props: AccessFunctionProps): lambda.Function {
    const { network } = props;
    if (network) {
      // Lambda makes the network interfaces with this role.
      this.role.addToPrincipalPolicy(
        new iam.PolicyStatement({ sid: 'NetworkInterfaces', actions: NETWORK_INTERFACE_ACTIONS, resources: ['*'] }),
      );
    }
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
      ...(network && { vpc: network.vpc, vpcSubnets: network.subnets, securityGroups: [this.securityGroup!] }),
    });
  }

  /** The code of the function has the same role as Lambda, and no need of its network interfaces. */
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
