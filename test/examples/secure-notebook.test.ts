import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { packFindings } from '../../demo/report/findings';
import { trustInWords } from '../../demo/report/trust-in-words';
import { acknowledgeWarnings } from '../../examples/secure-notebook/acknowledgements';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';
import { testApp } from '../app';
import { contextOf } from './catalogue';

describe('the reference app', () => {
  const findings = packFindings('secure-notebook');

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

  test('accepts one warning, which it would have otherwise', () => {
    const warningsOf = (accept: (stack: SecureNotebookStack) => void) => {
      const stack = new SecureNotebookStack(testApp({ context: contextOf('secure-notebook') }), 'SecureNotebook');
      accept(stack);
      return Annotations.fromStack(stack)
        .findWarning('*', Match.anyValue())
        .map(({ id }) => id);
    };
    expect(warningsOf(() => undefined)).toEqual(['/SecureNotebook/IdleStop']);
    expect(warningsOf(acknowledgeWarnings)).toEqual([]);
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
