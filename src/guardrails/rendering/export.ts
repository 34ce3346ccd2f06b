import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { literalJson } from '../../private/literal-json';
import type { PolicyExportOptions } from '../policy-export-options';
import type { OrganizationPolicies } from './organization-policies';

export function exportedFiles(scope: IConstruct, { documents, names }: OrganizationPolicies, { directory }: PolicyExportOptions): string[] {
  const literal = documents.map(({ document }) => literalJson(Stack.of(scope), document));
  const unknown = [...new Set(literal.flatMap(({ unresolved }) => unresolved))];
  const message = `the documents hold values that only a deployment knows (${unknown.join(', ')}): set env.region of the stack, and name resources literally`;
  SecureSageMakerError.throwIfAny(scope, faultsOf('UnresolvedDocument', unknown.length ? [message] : []));
  mkdirSync(directory, { recursive: true });
  return literal.map(({ value }, index) => {
    const file = join(directory, `${names[index]}.json`);
    writeFileSync(file, JSON.stringify(value));
    return file;
  });
}
