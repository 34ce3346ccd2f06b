import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { check, type Fault } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';

/** The key of a directory: a user, and one of the user's destinations. */
export const DIRECTORY_KEY = {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
};

const EXPECTED = 'pk (HASH, S) and sk (RANGE, S)';

type Resource = dynamodb.CfnTable | dynamodb.CfnGlobalTable;

/** A table with another key answers no query of the URL function. The key of an imported table is not known. */
export function keySchemaFaults(table: dynamodb.ITable): Fault[] {
  const resource = table.node.defaultChild;
  const given =
    resource instanceof dynamodb.CfnTable || resource instanceof dynamodb.CfnGlobalTable ? keyOf(resource) : EXPECTED;
  return check(
    given === undefined || given === EXPECTED,
    'InvalidDirectoryTable',
    `the key of the table of users must be ${EXPECTED}, got ${given} in ${table.node.path}`,
  );
}

/** Undefined if only the deployment knows a part of it. */
function keyOf(resource: Resource): string | undefined {
  const stack = Stack.of(resource);
  const types = new Map<unknown, unknown>(
    listOf<dynamodb.CfnTable.AttributeDefinitionProperty>(stack.resolve(resource.attributeDefinitions)).map(
      ({ attributeName, attributeType }) => [attributeName, attributeType],
    ),
  );
  const parts = listOf<dynamodb.CfnTable.KeySchemaProperty>(stack.resolve(resource.keySchema)).map(
    ({ attributeName, keyType }) => [attributeName, keyType, types.get(attributeName)],
  );
  const known = parts.length > 0 && parts.flat().every((part) => typeof part === 'string' && !isUnknown(part));
  const described = parts.map(([name, kind, type]) => `${name} (${kind}, ${type})`);
  return known ? described.sort().join(' and ') : undefined;
}

function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value : [];
}
