import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { EndpointService } from '../../network/endpoints/service';
import { PrivateDnsTarget } from '../../network/private-dns/target';
import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import { foreignFaults, used } from '../../private/life-cycle/foreign';
import { denyOtherEndpoints } from '../authorization/binding';
import type { PortalDomainOptions } from './props';

export interface PrivateDomainProps extends PortalDomainOptions {
  readonly restApi: apigateway.RestApi;
  readonly endpoint: ec2.IInterfaceVpcEndpoint;
}

/** A private custom domain name: it leads to one stage, through one endpoint. */
export class PrivateDomain extends Construct {
  constructor(scope: Construct, id: string, props: PrivateDomainProps) {
    super(scope, id);
    const { domainName, certificate, restApi, endpoint, hostedZone } = props;
    SecureSageMakerError.throwIfAny(
      this,
      foreignFaults(this, [used('domain.certificate', certificate.certificateArn, true)]),
    );
    const name = new apigateway.CfnDomainNameV2(this, 'Name', {
      domainName,
      certificateArn: certificate.certificateArn,
      endpointConfiguration: { types: ['PRIVATE'] },
      securityPolicy: 'TLS_1_2',
      policy: new iam.PolicyDocument({ statements: [allowAll(), denyOtherEndpoints({ endpoints: [endpoint] })] }),
    });
    const { attrDomainNameArn: domainNameArn } = name;
    new apigateway.CfnBasePathMappingV2(this, 'Mapping', {
      domainNameArn,
      restApiId: restApi.restApiId,
      stage: restApi.deploymentStage.stageName,
    });
    new apigateway.CfnDomainNameAccessAssociation(this, 'Association', {
      accessAssociationSource: endpoint.vpcEndpointId,
      accessAssociationSourceType: 'VPCE',
      domainNameArn,
    });
    if (hostedZone) {
      this.addRecords(hostedZone, props);
    }
  }

  private addRecords(zone: route53.IPrivateHostedZone, { domainName, endpoint }: PrivateDomainProps): void {
    const target = PrivateDnsTarget.endpoint(EndpointService.EXECUTE_API, endpoint);
    SecureSageMakerError.throwIfAny(this, aliasFaults(target, endpoint));
    const alias = route53.RecordTarget.fromAlias({ bind: () => target._alias });
    // With the dot, CDK does not add the name of the zone, which may be a token.
    const options = { zone, recordName: `${domainName}.`, target: alias };
    for (const type of target._recordTypes) {
      if (type === 'A') {
        new route53.ARecord(this, 'A', options);
      } else {
        new route53.AaaaRecord(this, 'AAAA', options);
      }
    }
  }
}

/** The endpoint's own private DNS has other names, so it does not conflict with the record. */
function aliasFaults(target: PrivateDnsTarget, { node }: ec2.IInterfaceVpcEndpoint): Fault[] {
  return check(
    !target._faults.some(({ code }) => code === 'UnknownDnsNames'),
    'UnknownDnsNames',
    `domain.hostedZone needs an endpoint that this app creates, got the imported ${node.path}: leave hostedZone out and create the record yourself`,
  );
}

/** The policy of the API decides on callers and methods; this one only on endpoints. */
function allowAll(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AllowEndpoint',
    principals: [new iam.AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
  });
}
