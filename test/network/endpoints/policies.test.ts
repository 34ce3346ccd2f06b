import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { network } from '../../../src';
import { codesOf } from '../../faults';
import {
  EndpointPolicy,
  EndpointService,
  EndpointSet,
  endpointStack,
  endpointsIn,
  endpointsOf,
  joined,
  type Statement,
  statementsOf,
} from './setup';

const { EndpointPerimeter, SharedBucket } = network;
const {
  ECR_API,
  EXECUTE_API,
  S3,
  SAGEMAKER_NOTEBOOK,
  SAGEMAKER_RUNTIME_FIPS,
  SAGEMAKER_STUDIO,
  STS,
  SIGNIN,
  SAGEMAKER_EXPERIMENTS,
} = EndpointService;

const ACCOUNT = '111122223333';

/** The statements of the only endpoint of a stack. */
function policyOf(
  service: network.EndpointService,
  props: Partial<network.PrivateEndpointsProps> = {},
  region?: string,
): Record<string, Statement> {
  const stack = endpointStack(region);
  endpointsIn(stack, { services: EndpointSet.of(service), ...props });
  return statementsOf(stack, Object.keys(endpointsOf(stack))[0]);
}

function resourcesOf({ Resource }: Statement): string[] {
  return [Resource].flat().map(joined);
}

function statement(sid: string, length = 10): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.StarPrincipal()],
    actions: ['s3:GetObject'],
    resources: [`*${'x'.repeat(length)}`],
  });
}

describe('the default policy', () => {
  test('lets principals of the account reach resources of the account', () => {
    const { OwnPrincipalsOwnResources, ...others } = policyOf(STS, {}, 'us-west-2');
    expect(OwnPrincipalsOwnResources).toMatchObject({
      Effect: 'Allow',
      Principal: '*',
      Action: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT } },
    });
    expect(others).toEqual({});
  });

  test('lets principals of an organization reach resources of the organization', () => {
    const { OwnPrincipalsOwnResources } = policyOf(STS, { perimeter: EndpointPerimeter.organization('o-a1b2c3d4e5') });
    expect(OwnPrincipalsOwnResources.Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:ResourceOrgID': 'o-a1b2c3d4e5' },
    });
  });

  test('lets principals of named accounts reach resources of named accounts', () => {
    const { OwnPrincipalsOwnResources } = policyOf(STS, {
      perimeter: EndpointPerimeter.accounts('222233334444', ACCOUNT, ACCOUNT),
    });
    const accounts = [ACCOUNT, '222233334444'];
    expect(OwnPrincipalsOwnResources.Condition).toEqual({
      StringEquals: { 'aws:PrincipalAccount': accounts, 'aws:ResourceAccount': accounts },
    });
  });

  test('of Studio names its two actions on all domains of the account, and nobody in particular', () => {
    const { OpenApps, OpenStudio, ...others } = policyOf(SAGEMAKER_STUDIO);
    expect([OpenApps.Action, resourcesOf(OpenApps), OpenApps.Condition]).toEqual([
      'sagemaker:CreateApp',
      ['arn:<partition>:sagemaker:<region>:<accountid>:app/*'],
      undefined,
    ]);
    expect([OpenStudio.Action, resourcesOf(OpenStudio), OpenStudio.Condition]).toEqual([
      'sagemaker:CreatePresignedDomainUrl',
      ['arn:<partition>:sagemaker:<region>:<accountid>:user-profile/*'],
      undefined,
    ]);
    expect(others).toEqual({});
  });

  test('of Studio names domains by their ids, ARNs and tokens', () => {
    const stack = endpointStack();
    const id = new CfnParameter(stack, 'Domain').valueAsString;
    const arn = 'arn:aws-cn:sagemaker:cn-north-1:222233334444:domain/d-other';
    endpointsIn(stack, { services: EndpointSet.of(SAGEMAKER_STUDIO), studioDomains: ['d-own', arn, id] });
    const resources = statementsOf(stack, 'aws.sagemaker.<region>.studio').OpenStudio.Resource as unknown[];
    const ofToken = (resource: unknown) => JSON.stringify(resource).includes('{"Ref":"Domain"}');
    expect(resources.filter((resource) => !ofToken(resource)).map(joined)).toEqual([
      'arn:<partition>:sagemaker:<region>:<accountid>:user-profile/d-own/*',
      'arn:aws-cn:sagemaker:cn-north-1:222233334444:user-profile/d-other/*',
    ]);
    expect(resources.filter(ofToken)).toHaveLength(1);
  });

  test('of Studio and of APIs takes the organization for the accounts that ARNs do not name', () => {
    const perimeter = EndpointPerimeter.organization('o-a1b2c3d4e5');
    const { OpenStudio } = policyOf(SAGEMAKER_STUDIO, { perimeter, studioDomains: ['d-own'] });
    const { CallApis } = policyOf(EXECUTE_API, { perimeter });
    const Condition = { StringEquals: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } };
    expect([resourcesOf(OpenStudio), OpenStudio.Condition]).toEqual([
      ['arn:<partition>:sagemaker:<region>:*:user-profile/d-own/*'],
      Condition,
    ]);
    expect([resourcesOf(CallApis), CallApis.Condition]).toEqual([
      ['arn:<partition>:execute-api:<region>:*:*'],
      Condition,
    ]);
  });

  test('of notebook instances names their presigned URLs', () => {
    const { OpenNotebooks, ...others } = policyOf(SAGEMAKER_NOTEBOOK);
    expect([OpenNotebooks.Action, resourcesOf(OpenNotebooks)]).toEqual([
      'sagemaker:CreatePresignedNotebookInstanceUrl',
      ['arn:<partition>:sagemaker:<region>:<accountid>:notebook-instance/*'],
    ]);
    expect(others).toEqual({});
  });

  test('of private APIs lets bearer tokens through, to the APIs of the account or to named ones', () => {
    expect(policyOf(EXECUTE_API).CallApis).toMatchObject({ Principal: '*', Action: 'execute-api:Invoke' });
    expect(policyOf(EXECUTE_API).CallApis.Condition).toBeUndefined();
    expect(resourcesOf(policyOf(EXECUTE_API).CallApis)).toEqual(['arn:<partition>:execute-api:<region>:<accountid>:*']);
    expect(resourcesOf(policyOf(EXECUTE_API, { privateApis: ['a1b2c3d4e5'] }).CallApis)).toEqual([
      'arn:<partition>:execute-api:<region>:<accountid>:a1b2c3d4e5/*',
    ]);
  });

  test('of S3 reads container layers and JumpStart beside what is of the account', () => {
    const { OwnPrincipalsOwnResources, ReadContainerLayers, ReadJumpStart, ...others } = policyOf(S3, {}, 'us-west-2');
    expect(OwnPrincipalsOwnResources.Condition).toEqual({
      StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT },
    });
    expect([ReadContainerLayers.Action, ReadContainerLayers.Condition]).toEqual(['s3:GetObject', undefined]);
    expect(resourcesOf(ReadContainerLayers)).toEqual(['arn:<partition>:s3:::prod-us-west-2-starport-layer-bucket/*']);
    expect(ReadJumpStart).toMatchObject({
      Action: ['s3:GetObject', 's3:ListBucket'],
      Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } },
    });
    expect(resourcesOf(ReadJumpStart)).toEqual([
      'arn:<partition>:s3:::jumpstart-cache-prod-us-west-2',
      'arn:<partition>:s3:::jumpstart-cache-prod-us-west-2/*',
    ]);
    expect(others).toEqual({});
  });

  test('of S3 reads the buckets of AWS that are named, and no others', () => {
    expect(Object.keys(policyOf(S3, { sharedBuckets: [] }))).toEqual(['OwnPrincipalsOwnResources']);
    expect(Object.keys(policyOf(S3, { sharedBuckets: [SharedBucket.SAMPLE_DATA] }))).toEqual([
      'OwnPrincipalsOwnResources',
      'ReadSampleData',
    ]);
  });

  test.each([
    ['us-west-2', ['763104351884']],
    ['cn-north-1', ['727897471807']],
  ])('of ECR pulls from the accounts of AWS in %s', (region, accounts) => {
    const { PullImagesOfAws } = policyOf(ECR_API, {}, region);
    expect(PullImagesOfAws.Action).toEqual([
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:GetDownloadUrlForLayer',
    ]);
    expect([PullImagesOfAws.Condition?.StringEquals['aws:ResourceAccount']].flat()).toEqual(accounts);
    expect(PullImagesOfAws.Condition?.StringEquals['aws:PrincipalAccount']).toBe(ACCOUNT);
  });

  test('of ECR pulls from nowhere else in a region where CDK knows no account', () => {
    const unknown = RegionInfo.regions.find(
      ({ name, dlcRepositoryAccount }) => name.startsWith('us-gov') && !dlcRepositoryAccount,
    )!;
    expect(Object.keys(policyOf(ECR_API, {}, unknown.name))).toEqual(['OwnPrincipalsOwnResources']);
  });

  test('of ECR pulls from every account of AWS that CDK knows where the region is not known', () => {
    expect(policyOf(ECR_API).PullImagesOfAws.Condition?.StringEquals['aws:ResourceAccount']).toEqual(
      expect.arrayContaining(['763104351884', '727897471807']),
    );
  });

  test('of ECR pulls from named accounts', () => {
    const { PullImagesOfAws } = policyOf(ECR_API, { imageAccounts: ['222233334444'] });
    expect([PullImagesOfAws.Condition?.StringEquals['aws:ResourceAccount']].flat()).toEqual(['222233334444']);
    expect(Object.keys(policyOf(ECR_API, { imageAccounts: [] }))).toEqual(['OwnPrincipalsOwnResources']);
  });

  test('of MLflow and of the console are those that AWS documents', () => {
    expect(resourcesOf(policyOf(SAGEMAKER_EXPERIMENTS).OpenTrackingServers)).toEqual(
      ['mlflow-app', 'mlflow-tracking-server'].map(
        (type) => `arn:<partition>:sagemaker:<region>:<accountid>:${type}/*`,
      ),
    );
    expect(policyOf(SIGNIN, {}, 'us-west-2').OwnPrincipals.Condition).toEqual({
      StringEquals: { 'aws:PrincipalAccount': ACCOUNT },
    });
  });

  test('is not written where the service takes none', () => {
    expect(policyOf(SAGEMAKER_RUNTIME_FIPS, {}, 'us-west-2')).toEqual({});
  });
});

describe('a policy of its own', () => {
  function customised(policy: network.EndpointPolicy): string[] {
    return Object.keys(policyOf(STS, { customizations: [{ service: STS, policy }] }));
  }

  test('goes with the default', () => {
    expect(customised(EndpointPolicy.extended(statement('Mine')))).toEqual(['OwnPrincipalsOwnResources', 'Mine']);
  });

  test('replaces the default', () => {
    expect(customised(EndpointPolicy.of(statement('Mine'), statement('Yours')))).toEqual(['Mine', 'Yours']);
  });

  test('is none at all only for a reason', () => {
    expect(customised(EndpointPolicy.unrestricted('partners'))).toEqual([]);
    expect(codesOf(() => EndpointPolicy.unrestricted(' '))).toEqual(['MissingReason']);
  });

  test.each([[[]], [[new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })]]])(
    'needs statements with principals',
    (statements) => {
      expect(codesOf(() => EndpointPolicy.of(...statements))).toEqual(['InvalidEndpointPolicy']);
      expect(codesOf(() => EndpointPolicy.extended(...statements))).toEqual(['InvalidEndpointPolicy']);
    },
  );

  test.each([
    [20_000, undefined],
    [21_000, 'EndpointPolicyTooLong'],
  ])('may have 20,480 characters: %d', (length, code) => {
    const stack = endpointStack('us-west-2');
    endpointsIn(stack, { customizations: [{ service: STS, policy: EndpointPolicy.of(statement('Long', length)) }] });
    const [, found] =
      /\[(EndpointPolicyTooLong)\] the policy of STS must have at most 20480 characters, got 2\d+/.exec(
        messageOf(() => Template.fromStack(stack)),
      ) ?? [];
    expect(found).toBe(code);
  });

  test('is measured with what is added to the endpoint later', () => {
    const stack = endpointStack('us-west-2');
    const endpoint = endpointsIn(stack).endpoint(STS) as unknown as {
      addToPolicy(statement: iam.PolicyStatement): void;
    };
    endpoint.addToPolicy(statement('Long', 21_000));
    expect(messageOf(() => Template.fromStack(stack))).toContain('[EndpointPolicyTooLong]');
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a perimeter', () => {
  test.each<[string, () => unknown, string]>([
    ['no account', () => EndpointPerimeter.accounts(), 'InvalidAccountId'],
    ['a malformed account', () => EndpointPerimeter.accounts('1'), 'InvalidAccountId'],
    ['a malformed organization', () => EndpointPerimeter.organization('r-1234'), 'InvalidOrganization'],
  ])('must not be of %s', (_, act, code) => {
    expect(codesOf(act)).toEqual([code]);
  });

  test('can be of accounts that only a deployment knows', () => {
    const stack = endpointStack();
    const account = new CfnParameter(stack, 'Account').valueAsString;
    endpointsIn(stack, { services: EndpointSet.of(STS), perimeter: EndpointPerimeter.accounts(account) });
    const { OwnPrincipalsOwnResources } = statementsOf(stack, 'com.amazonaws.<region>.sts');
    expect(OwnPrincipalsOwnResources.Condition?.StringEquals['aws:PrincipalAccount']).toEqual({ Ref: 'Account' });
  });
});
