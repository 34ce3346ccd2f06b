import { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { FLEET_EVENTS, FLEET_SOURCE } from '../shared/fleet';

const SENDERS = ['cloudwatch.amazonaws.com', 'events.amazonaws.com'];

export interface FleetTopicProps {
  readonly encryptionKey: kms.IKey;
  /** What the events of this fleet have in their detail. */
  readonly fleet: string;
}

/** Tells subscribers about notices, problems, and alarms of a fleet. */
export class FleetTopic extends Construct {
  public readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, { encryptionKey, fleet }: FleetTopicProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: encryptionKey, enforceSSL: true });
    const principals = SENDERS.map((sender) => new iam.ServicePrincipal(sender));
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    encryptionKey.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'FleetTopic',
        principals,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions,
      }),
    );
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'Publish',
        principals,
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    this.forwardEvents(fleet);
  }

  /** The action of alarms. */
  public get action(): cloudwatch.IAlarmAction {
    return { bind: () => ({ alarmActionArn: this.topic.topicArn }) };
  }

  private forwardEvents(fleet: string): void {
    const rule = new events.Rule(this, 'Events', {
      description: 'Forwards notices and problems of a fleet of notebook instances',
      eventPattern: {
        source: [FLEET_SOURCE],
        detailType: [FLEET_EVENTS.notice, FLEET_EVENTS.problem],
        detail: { fleet: [fleet] },
      },
    });
    rule.addTarget({ bind: () => ({ arn: this.topic.topicArn }) });
  }
}
