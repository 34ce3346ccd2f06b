export const CLUSTER = 'AWS::SageMaker::Cluster';

/** The lists of instance groups. */
export const GROUPS = ['InstanceGroups', 'RestrictedInstanceGroups'];
