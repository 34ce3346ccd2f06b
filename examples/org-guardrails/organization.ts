/** What the guardrails are for. Put your own ids and names here. */
export const ORGANIZATION = {
  id: 'o-a1b2c3d4e5',
  root: 'r-ab12',
  production: { id: 'ou-ab12-prod0001', path: 'Workloads/Production' },
  sandbox: { id: 'ou-ab12-sandbox1', path: 'Sandbox' },
  /** A vendor whose AWS services write to buckets of the organization. */
  vendorAccount: '444455556666',
  regions: ['eu-central-1', 'eu-west-1'],
  /** Of the accounts in production, which share one VPC. */
  network: {
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    securityGroupIds: ['sg-0123456789abcdef0'],
    /** Of the API, of the runtime, of Studio and of notebook instances. */
    vpcEndpointIds: [
      'vpce-0123456789abcdef0',
      'vpce-0123456789abcdef1',
      'vpce-0123456789abcdef2',
      'vpce-0123456789abcdef3',
    ],
  },
  /** The account that holds the keys. */
  keyAccount: '111122223333',
};
