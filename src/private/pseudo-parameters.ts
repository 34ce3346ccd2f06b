import { type Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { knownPartition } from './arn';

/** The value of a pseudo parameter such as `AWS::Partition` where the environment of the stack says it. */
export function knownPseudo(stack: Stack, name: string): string | undefined {
  switch (name) {
    case 'AWS::AccountId':
      return literal(stack.account);
    case 'AWS::Partition':
      return knownPartition(stack);
    case 'AWS::Region':
      return literal(stack.region);
    case 'AWS::URLSuffix':
      return literal(stack.region) && RegionInfo.get(stack.region).domainSuffix;
    default:
      return undefined;
  }
}

function literal(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}
