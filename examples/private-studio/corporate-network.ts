/** Where the users are, and what they work with. Put your own addresses, names and ids here. */
export const CORPORATE_NETWORK = {
  /** Account and region are named, so that names and addresses are known before anything is deployed. */
  env: { account: '111122223333', region: 'eu-central-1' },
  /** The networks in which browsers are. None of them overlaps with the VPC. */
  clients: ['10.64.0.0/12', '172.20.0.0/16'],
  /** The DNS servers that forward the names of AWS. */
  dnsServers: ['10.64.0.2/32', '10.64.128.2/32'],
  vpc: '10.20.0.0/22',
  /** S3 in the region, as `aws ec2 describe-managed-prefix-lists` tells: the gateway endpoint has public addresses. */
  s3PrefixList: 'pl-6ea54007',
  /** DynamoDB in the region, as the same command tells. */
  dynamoDbPrefixList: 'pl-66a5400f',
  /** Where people sign in, whose tokens the API takes. The keys are fetched from an address that the internet reaches. */
  identityProvider: {
    issuer: 'https://login.corp.example/oauth2/default',
    audience: 'studio-access',
    keys: 'https://login.corp.example/oauth2/default/v1/keys',
  },
  /** A private repository that exists, and the contents that were reviewed. */
  image: {
    repository: 'studio/team-image',
    digest: 'sha256:9b2a5c1f6e0d47381c5af2e6b7d8903a4f1e2d3c4b5a69788796a5b4c3d2e1f0',
  },
  /** The names of user profiles, and the claim `sub` under which the identity provider knows each person for good. */
  users: [
    { name: 'ana', subject: '00u7k2m4q9ANA' },
    { name: 'bela', subject: '00u7k2m4q9BEL' },
    { name: 'chen', subject: '00u7k2m4q9CHE' },
  ],
} as const;
