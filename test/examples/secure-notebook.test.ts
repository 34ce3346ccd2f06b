import { App, Validations } from 'aws-cdk-lib';
import { packFindings } from '../../demo/report/findings';
import { trustInWords } from '../../demo/report/trust-in-words';
import { acknowledgeFindings } from '../../examples/secure-notebook/acknowledgements';
import { context } from '../../examples/secure-notebook/cdk.json';
import { RULE_PACKS } from '../../examples/secure-notebook/rule-packs';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';

/** Where an acknowledgement was made, and of what, without CDK's prefix for annotations and without CDK's own. */
function acknowledgements(stack: SecureNotebookStack): [string, string][] {
  return stack.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data))
      .filter((id) => !id.startsWith('CloudFormation-Validate::'))
      .map((id): [string, string] => [node.path, id.replace(/^annotation::/i, '')]),
  );
}

describe('the reference app', () => {
  const findings = packFindings();

  test('has no finding in any of the five rule packs', () => {
    expect(findings.map(({ pack, open }) => [pack, open])).toEqual([
      ['AwsSolutions', []],
      ['HIPAA.Security', []],
      ['NIST.800.53.R4', []],
      ['NIST.800.53.R5', []],
      ['PCI.DSS.321', []],
    ]);
  });

  test('would have findings in every pack without its acknowledgements, so that the packs are known to look', () => {
    expect(findings.filter(({ acknowledged }) => acknowledged === 0)).toEqual([]);
  });

  test('acknowledges nothing that no pack finds', () => {
    const bare = new SecureNotebookStack(new App({ context }), 'SecureNotebook');
    const found = RULE_PACKS.flatMap((Pack) => new Pack().validateScope(bare).violations);
    const acknowledged = new SecureNotebookStack(new App({ context }), 'SecureNotebook');
    acknowledgeFindings(acknowledged);
    const idle = acknowledgements(acknowledged).filter(
      ([path, id]) =>
        !found.some(
          ({ ruleName, violatingResources }) =>
            ruleName === id && violatingResources.some((r) => r.constructPath?.startsWith(`${path}/`)),
        ),
    );
    expect(idle).toEqual([['SecureNotebook/IdleStop', 'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot']]);
  });
});

describe('a trust policy in words', () => {
  test('says who may do what under which conditions', () => {
    const Condition = {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': ['arn:a', 'arn:b'] },
    };
    const Statement = { Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole', Condition };
    expect(trustInWords({ Statement })).toEqual([
      'sagemaker.amazonaws.com may assume the role, provided that',
      '  - it works for the account ${AWS::AccountId}, and',
      '  - it works for a resource like arn:a or arn:b.',
    ]);
  });

  test('says of trust without conditions that it has none', () => {
    expect(
      trustInWords({
        Statement: [
          { Principal: { Service: 'sagemaker.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
        ],
      }),
    ).toEqual([
      'sagemaker.amazonaws.com may assume the role and sts:TagSession, provided that',
      '  - nothing: anybody who can pass the role can use it.',
    ]);
  });
});
