import { RegionInfo } from 'aws-cdk-lib/region-info';

/** All accounts work in one region: domains must be in the region of the endpoints. */
const REGION = 'eu-central-1';
const PARTITION = RegionInfo.get(REGION).partition;

/** The account of the network team, with the API and the endpoints that browsers use. Put your own values here. */
export const HUB = {
  env: { account: '111122223333', region: REGION },
  /** The address ranges of browsers. None of them overlaps with the VPC of the hub. */
  clients: ['10.64.0.0/12', '172.20.0.0/16'],
  /** The DNS servers that forward the names of AWS. */
  dnsServers: ['10.64.0.2/32', '10.64.128.2/32'],
  vpc: '10.30.0.0/22',
  /** DynamoDB in the region, as `aws ec2 describe-managed-prefix-lists` shows. */
  dynamoDbPrefixList: 'pl-66a5400f',
  identityProvider: {
    issuer: 'https://login.corp.example/oauth2/default',
    audience: 'studio-access',
    keys: 'https://login.corp.example/oauth2/default/v1/keys',
  },
  /** The pages that sign users in and open Studio. Corporate DNS forwards the name to the resolver of the hub. */
  portal: {
    domainName: 'studio.corp.example',
    /** A certificate for this name in the region, which the browsers trust. */
    certificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    /** The client that is registered at the identity provider, and the secret of Secrets Manager with its password. */
    clientId: 'studio-portal',
    clientSecret: 'studio-portal',
    contact: 'Help desk, phone 4711',
  },
  /** The name of the role that the function of the API has. Access roles of the teams trust it. */
  urlFunctionRole: 'StudioUrls',
  /** Outputs of the stack HubNetwork, which the access roles of the teams name. */
  endpoints: {
    sagemakerApi: 'vpce-0a1b2c3d4e5f60001',
    studio: 'vpce-0a1b2c3d4e5f60002',
    sts: 'vpce-0a1b2c3d4e5f60003',
  },
};

export interface Team {
  /** The stacks of the team begin with it. */
  readonly name: string;
  readonly env: { readonly account: string; readonly region: string };
  /** The VPC of the team. No route leads to it, so it may overlap with any other network. */
  readonly vpc: string;
  /** The output DomainId of the Studio stack of the team, which the hub names. */
  readonly domainId: string;
  /** The names of user profiles, and the claim `sub` by which the identity provider identifies each person permanently. */
  readonly users: readonly { readonly name: string; readonly subject: string }[];
}

/** Advises both teams, and chooses between their domains at the portal. */
const DANA = { name: 'dana', subject: '00u7k2m4q9DAN' };

/** The accounts with Studio domains, one for each team. */
export const TEAMS: readonly Team[] = [
  {
    name: 'Forecast',
    env: { account: '444455556666', region: REGION },
    vpc: '10.20.0.0/22',
    domainId: 'd-a1b2c3d4e5f6',
    users: [{ name: 'ana', subject: '00u7k2m4q9ANA' }, { name: 'bela', subject: '00u7k2m4q9BEL' }, DANA],
  },
  {
    name: 'Fraud',
    env: { account: '777788889999', region: REGION },
    vpc: '10.20.0.0/22',
    domainId: 'd-f6e5d4c3b2a1',
    users: [{ name: 'chen', subject: '00u7k2m4q9CHE' }, DANA],
  },
];

/** S3 in the region, as `aws ec2 describe-managed-prefix-lists` shows. */
export const S3_PREFIX_LIST = 'pl-6ea54007';

/** The name of the access role in the account of every team. */
export const ACCESS_ROLE = 'StudioAccess';

/** The role of the function, in the account of the hub. */
export function urlFunctionRoleArn(): string {
  return roleArn(HUB.env.account, HUB.urlFunctionRole);
}

/** The access role of a team, in the account of the team. */
export function accessRoleArn({ env }: Team): string {
  return roleArn(env.account, ACCESS_ROLE);
}

/** The domain of a team. */
export function domainArn({ env, domainId }: Team): string {
  return `arn:${PARTITION}:sagemaker:${env.region}:${env.account}:domain/${domainId}`;
}

function roleArn(account: string, name: string): string {
  return `arn:${PARTITION}:iam::${account}:role/${name}`;
}
