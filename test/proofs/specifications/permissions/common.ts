import { on, type Place, type Row, row } from '../../specification';
import { is, type Term } from '../../terms';
import { KEY } from '../keys';

/** The execution role goes to SageMaker and to no other service. */
export function passingRole(at: Place): Row {
  return on([at.iam('role/execution')], row(['iam:PassRole'], is(KEY.passedTo, 'sagemaker.amazonaws.com')));
}

/** Resources of SageMaker of some types, in the region and the account. */
export function ofTypes(at: Place, ...types: string[]): string[] {
  return types.map((type) => at.own(`${type}/*`));
}

/** Lists and metrics have no resources. */
export function watching(...lists: string[]): Row {
  return row(['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:ListMetrics', ...lists]);
}

export function readingLogs(at: Place, ...groups: string[]): Row {
  return on(
    groups.map((group) => at.arn('logs', `log-group:/aws/sagemaker/${group}:*`)),
    row(['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents']),
  );
}

/** Tags are given only with the creation. */
export function taggingOnCreate(resources: readonly string[], creates: readonly string[], ...when: Term[]): Row[] {
  return [
    on(resources, row(['AddTags'], is(KEY.taggingAction, ...creates), ...when)),
    on(resources, row(['ListTags'])),
  ];
}
