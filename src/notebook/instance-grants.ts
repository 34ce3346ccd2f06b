import { type IResource, Stack } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { sageMakerArn, spelledArns } from '../private/arn';
import { checkPublicCidr, checkUrlEndpoints, knownItems } from '../private/checks';
import { endpointIds } from '../private/endpoint-ids';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { grant } from '../private/policies/role-needs';

/**
 * A notebook instance.
 */
export interface INotebookInstance extends IResource, ec2.IConnectable {
  /**
   * The ARN of the notebook instance.
   *
   * @attribute
   */
  readonly notebookInstanceArn: string;

  /**
   * The name of the notebook instance.
   *
   * @attribute
   */
  readonly notebookInstanceName: string;

  /**
   * Grants on this notebook instance.
   */
  readonly grants: NotebookInstanceGrants;

  /**
   * Makes a rule for the state changes of this notebook instance, such as `InService`, `Stopped` and `Failed`.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;
}

/**
 * From where a presigned URL may be made and used. SageMaker checks the conditions again on every request that the
 * browser makes with the URL.
 */
export interface PresignedUrlGrantOptions {
  /**
   * The interface endpoints through which the URL may be made and used: those of `sagemaker.api` and of `notebook`.
   *
   * @default - any, unless `cidrs` are given
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];

  /**
   * The public address ranges from which the URL may be made and used. They do not apply to interface endpoints,
   * where AWS sends no `aws:SourceIp`.
   *
   * @default - any, unless `endpoints` are given
   */
  readonly cidrs?: string[];
}

/**
 * Grants on a notebook instance.
 *
 * A grant allows; it restricts nobody who is allowed the same elsewhere.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class NotebookInstanceGrants {
  /**
   * The grants of any notebook instance, imported ones included.
   */
  public static fromNotebookInstance(notebook: INotebookInstance): NotebookInstanceGrants {
    return new NotebookInstanceGrants(notebook);
  }

  private constructor(private readonly notebook: INotebookInstance) {}

  /**
   * Allows to open the notebook instance with a presigned URL, which gives the permissions of its execution role.
   *
   * With endpoints and address ranges the URL is allowed from either.
   */
  public presignedUrl(grantee: iam.IGrantable, options: PresignedUrlGrantOptions = {}): iam.Grant {
    SecureSageMakerError.throwIfAny(this.notebook, originFaults(options));
    const [first, ...others] = originConditions(options).map((conditions) =>
      this.grant(grantee, ['CreatePresignedNotebookInstanceUrl'], conditions),
    );
    return others.reduce((all, grant) => all.combine(grant), first);
  }

  /**
   * Allows to start and stop the notebook instance.
   */
  public startStop(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['StartNotebookInstance', 'StopNotebookInstance']);
  }

  /**
   * Allows to read the settings and state of the notebook instance.
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['DescribeNotebookInstance']);
  }

  /**
   * Allows to write the logs of the notebook instance and its lifecycle scripts to `/aws/sagemaker/NotebookInstances`.
   * Meant for the execution role, which can write no logs without it.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
   */
  public writeLogs(grantee: iam.IGrantable): iam.Grant {
    const logGroup = Stack.of(this.notebook).formatArn({
      service: 'logs',
      resource: 'log-group:/aws/sagemaker/NotebookInstances',
    });
    const ownStreams = `${logGroup}:log-stream:${this.notebook.notebookInstanceName}/*`;
    const onGroup = {
      grantee,
      actions: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'],
      resourceArns: [logGroup, `${logGroup}:*`],
    };
    const onStreams = { grantee, actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resourceArns: [ownStreams] };
    return grant(this.notebook, onGroup).combine(grant(this.notebook, onStreams));
  }

  private grant(grantee: iam.IGrantable, operations: string[], conditions?: Conditions): iam.Grant {
    return grant(this.notebook, {
      grantee,
      actions: operations.map((operation) => `sagemaker:${operation}`),
      resourceArns: this.arns(),
      conditions,
    });
  }

  private arns(): string[] {
    const { notebookInstanceArn, notebookInstanceName, env } = this.notebook;
    return spelledArns(notebookInstanceArn, notebookInstanceName, (name) =>
      sageMakerArn(this.notebook, { resource: `notebook-instance/${name}`, region: env.region, account: env.account }),
    );
  }
}

type Conditions = Record<string, Record<string, unknown>>;

/** One set of conditions per way in: an endpoint and an address in one statement could never be met together. */
function originConditions({ endpoints, cidrs }: PresignedUrlGrantOptions): (Conditions | undefined)[] {
  const origins: Conditions[] = [];
  if (endpoints) {
    origins.push({ StringEquals: { 'aws:SourceVpce': endpointIds(endpoints) } });
  }
  if (cidrs) {
    origins.push({ IpAddress: { 'aws:SourceIp': [...cidrs] } });
  }
  return origins.length > 0 ? origins : [undefined];
}

function originFaults({ endpoints, cidrs }: PresignedUrlGrantOptions): Fault[] {
  return [
    ...Object.entries({ endpoints, cidrs }).flatMap(([prop, list]) =>
      check(
        list?.length !== 0,
        'ConflictingProps',
        `${prop} must name at least one, or be left out to allow any, got none`,
      ),
    ),
    ...faultsOf('ConflictingProps', checkUrlEndpoints('endpoints', endpoints && endpointIds(endpoints))),
    ...faultsOf(
      'InvalidCidr',
      knownItems(cidrs).flatMap((cidr) => checkPublicCidr('an address range', cidr)),
    ),
  ];
}
