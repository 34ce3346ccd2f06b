import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Where alarms of this account go, encrypted. Subscribe those who look after it. */
export class AlarmTopic extends Construct {
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const masterKey = new kms.Key(this, 'Key', { enableKeyRotation: true, description: 'Alarms' });
    this.topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true });
    masterKey.addToResourcePolicy(this.forAlarms(['kms:Decrypt', 'kms:GenerateDataKey*'], '*'));
    this.topic.addToResourcePolicy(this.forAlarms(['sns:Publish'], this.topic.topicArn));
  }

  /** CloudWatch alone, and on behalf of alarms of this account. */
  private forAlarms(actions: string[], resource: string): iam.PolicyStatement {
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions,
      resources: [resource],
      conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': alarms } },
    });
  }
}
