import type { TemplateResource } from '../../templates/resource';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectItems, forEachItem } from '../expectations';
import { CLUSTER, GROUPS } from './groups';

export const inVpc: RuleDefinition = {
  id: 'cluster-in-vpc',
  severity: Severity.ERROR,
  title: 'Instance groups of HyperPod clusters must run in your VPC',
  rationale:
    'Otherwise they are in a VPC of SageMaker with a way to the internet that no security group or endpoint policy of yours controls.',
  remediation:
    'Set Subnets of VpcConfig, or of OverrideVpcConfig of each instance group. Give the VPC endpoints for the services that the instances call.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-hyperpod-prerequisites.html',
  controls: {},
  types: [CLUSTER],
  check: (cluster) => {
    const own = cluster.get('VpcConfig').kind === 'absent' ? [] : expectItems(cluster, 'VpcConfig.Subnets', 'subnets');
    return own.length > 0 ? own : groupSubnets(cluster);
  },
};

function groupSubnets(cluster: TemplateResource) {
  return GROUPS.flatMap((path) =>
    forEachItem(cluster, path, (group) => expectItems(group, 'OverrideVpcConfig.Subnets', 'subnets')),
  );
}
