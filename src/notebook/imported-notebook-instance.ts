import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { parseSageMakerArn, sageMakerArn } from '../private/arn';
import { type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import type { NotebookInstanceAttributes } from './inotebook-instance';
import { NotebookInstanceBase } from './notebook-instance-base';
import { notebookNameFaults } from './notebook-name';

/** A notebook instance that exists already. */
export class ImportedNotebookInstance extends NotebookInstanceBase {
  public readonly instanceArn: string;
  public readonly instanceName: string;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: NotebookInstanceAttributes) {
    super(scope, id, { environmentFromArn: Token.isUnresolved(attributes.notebookInstanceArn) ? undefined : attributes.notebookInstanceArn });
    const { notebookInstanceName, notebookInstanceArn, securityGroups } = attributes;
    this.instanceName = notebookInstanceName;
    this.instanceArn = notebookInstanceArn ?? sageMakerArn(this, { resource: `notebook-instance/${inLowerCase(notebookInstanceName)}` });
    this.securityGroups = securityGroups;
  }

  public get connections(): ec2.Connections {
    const hint = 'import it with fromNotebookInstanceAttributes and its security groups';
    const missing = this.securityGroups ? [] : [`the security groups of the imported notebook instance ${this.instanceName} are not known: ${hint}`];
    SecureSageMakerError.throwIfAny(this, faultsOf('UnconnectedNotebook', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}

/** Also for callers that need a literal ARN to take the name from. */
export function literalArnFaults(arn: string): Fault[] {
  const expected = 'the literal ARN of a notebook instance such as arn:<partition>:sagemaker:eu-central-1:111122223333:notebook-instance/name';
  const wrong = parseSageMakerArn(arn)?.resourceType === 'notebook-instance' ? [] : [`notebookInstanceArn must be ${expected}, got '${arn}'`];
  return faultsOf('InvalidResourceArn', wrong);
}

export function attributeFaults({ notebookInstanceName, notebookInstanceArn: arn }: NotebookInstanceAttributes): Fault[] {
  return [...notebookNameFaults(notebookInstanceName), ...(arn === undefined || Token.isUnresolved(arn) ? [] : literalArnFaults(arn))];
}

/** SageMaker makes ARNs in lower case; the case of a token is left alone, since it would not resolve any more. */
function inLowerCase(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}
