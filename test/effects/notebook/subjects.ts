import { type CfnResource, Duration, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { notebook, trust } from '../../../src';
import { isolatedVpc } from '../../notebook/setup';
import type { LintRules } from '../policies';
import { managedPolicies, type Policy, resourcePolicy, type Subject, trustPolicy } from '../policies';

/** Which operator grants on notebook instances and statements about their keys may use on which key. */
export const NOTEBOOK_RULES: LintRules = {
  operators: {
    Bool: ['kms:GrantIsForAWSResource'],
    IpAddress: ['aws:SourceIp'],
    StringEquals: ['aws:SourceVpce', 'kms:ViaService'],
  },
};

type Grant = (grants: notebook.NotebookInstanceGrants, grantee: iam.IGrantable, stack: Stack) => unknown;

/** The name is known, so that cases can be about other names that begin with it. */
function granted(grant: Grant, name = 'name'): Subject {
  return {
    policies: managedPolicies,
    build: (stack) => {
      const instance = notebook.NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', name);
      grant(instance.grants, new iam.ManagedPolicy(stack, 'CallerPolicy'), stack);
    },
  };
}

function endpoints(stack: Stack): ec2.IVPCEndpointRef[] {
  return ['api', 'notebook'].map((name) =>
    ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, `Endpoint-${name}`, {
      vpcEndpointId: `vpce-${name}`,
      port: 443,
    }),
  );
}

const cidrs = ['203.0.113.0/24', '2001:db8::/32'];

const keyPolicy = resourcePolicy('AWS::KMS::Key', 'KeyPolicy');

function notebookWithKey(stack: Stack, encryptionKey?: kms.IKeyRef): void {
  const role = new trust.ExecutionRole(stack, 'Execution', {
    features: [trust.Feature.NOTEBOOK_INSTANCE],
    roleName: 'execution',
  });
  new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), role, encryptionKey });
}

/** Which operator the policies of a fleet may use on which key. */
const FLEET_RULES: LintRules = {
  operators: {
    Bool: ['aws:SecureTransport', 'kms:GrantIsForAWSResource'],
    'ForAllValues:StringEquals': ['events:source'],
    Null: [
      'aws:ResourceTag/opt-out',
      'events:source',
      'sagemaker:AcceleratorTypes',
      'sagemaker:InstanceTypes',
      'sagemaker:NotebookInstanceLifecycleConfigArns',
    ],
    StringEquals: ['aws:SourceAccount', 'kms:ViaService', 'sagemaker:MinimumInstanceMetadataServiceVersion'],
    // A change that leaves root access out keeps it.
    StringEqualsIfExists: ['sagemaker:RootAccess'],
  },
};

/** What a fleet creates goes by these names, by which its policies know it. */
function fleetIn(stack: Stack, remediation?: notebook.FleetRemediation): void {
  const fleet = new notebook.FleetHardening(stack, 'Fleet', { optOutTagKey: 'opt-out', remediation });
  const { handler, table, topic, evidenceBucket, encryptionKey } = fleet;
  const named = { Fleet: handler, State: table, Notices: topic, evidence: evidenceBucket, Key: encryptionKey };
  for (const [name, { node }] of Object.entries(named)) {
    (node.defaultChild as CfnResource).overrideLogicalId(name);
  }
}

function remediationIn(stack: Stack): notebook.FleetRemediation {
  const key = new kms.Key(stack, 'Key');
  (key.node.defaultChild as kms.CfnKey).overrideLogicalId('Volumes');
  return { maintenanceWindow: { hour: 22, duration: Duration.hours(4) }, volumeKeys: [key] };
}

/** Keys leave the decision to the policies of roles of their account. */
const KEYS_OF_ACCOUNT: Policy = {
  kind: 'resource',
  name: 'KeysOfAccount',
  document: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: { Ref: 'AWS::AccountId' } }, Action: 'kms:*', Resource: '*' }],
  },
  assumed: true,
};

/** Policies of a role of a fleet, by how their names begin. */
function fleetPolicies(name: string, pick: Subject['policies']): Subject {
  return {
    policies: (template) => pick(template).filter((policy) => policy.name.startsWith(name)),
    build: (stack) => fleetIn(stack),
    rules: FLEET_RULES,
  };
}

/** What the function of a fleet may do. */
function fleetFunction(remediation: (stack: Stack) => notebook.FleetRemediation | undefined): Subject {
  const subject = fleetPolicies('FleetFunctionRole', managedPolicies);
  return {
    ...subject,
    policies: (template) => [...subject.policies(template), KEYS_OF_ACCOUNT],
    build: (stack) => fleetIn(stack, remediation(stack)),
  };
}

export const NOTEBOOK_SUBJECTS: Readonly<Record<string, Subject>> = {
  'NotebookInstance.grants.presignedUrl from anywhere': granted((grants, grantee) => grants.presignedUrl(grantee)),
  'NotebookInstance.grants.presignedUrl through endpoints': granted((grants, grantee, stack) =>
    grants.presignedUrl(grantee, { endpoints: endpoints(stack) }),
  ),
  'NotebookInstance.grants.presignedUrl from address ranges': granted((grants, grantee) =>
    grants.presignedUrl(grantee, { cidrs }),
  ),
  'NotebookInstance.grants.presignedUrl through endpoints or from address ranges': granted((grants, grantee, stack) =>
    grants.presignedUrl(grantee, { endpoints: endpoints(stack), cidrs }),
  ),
  'NotebookInstance.grants.startStop': granted((grants, grantee) => grants.startStop(grantee)),
  'NotebookInstance.grants.describe': granted((grants, grantee) => grants.describe(grantee)),
  'NotebookInstance.grants.describe on a name with capitals': granted(
    (grants, grantee) => grants.describe(grantee),
    'Team-Notebook',
  ),
  'NotebookInstance.grants.writeLogs': granted((grants, grantee) => grants.writeLogs(grantee)),
  'NotebookInstance with a key of its own': { policies: keyPolicy, build: (stack) => notebookWithKey(stack) },
  'NotebookInstance with a given key': {
    policies: (template) => [...managedPolicies(template), ...keyPolicy(template)],
    build: (stack) => {
      const key = new kms.Key(stack, 'Key');
      (key.node.defaultChild as kms.CfnKey).overrideLogicalId('Volumes');
      notebookWithKey(stack, key);
    },
  },
  'FleetHardening, permissions of a fleet that only reports': fleetFunction(() => undefined),
  'FleetHardening, permissions of a fleet with remediation': fleetFunction(remediationIn),
  'FleetHardening, trust of the schedule': fleetPolicies('FleetRuns', trustPolicy),
  'FleetHardening, permissions of the schedule': fleetPolicies('FleetRuns', managedPolicies),
  'FleetHardening, topic': fleetPolicies('FleetNotifications', resourcePolicy('AWS::SNS::TopicPolicy')),
};
