import { conditions } from '../../src';
import { CATALOGUE_KEYS, GLOBAL_KEYS } from '../../src/conditions/catalogue';
import { PRESENCE_ONLY, typesOf } from '../../src/conditions/key-facts';
import { codesOf } from '../faults';
import { jsonOf } from './support';

const { ConditionKey, ConditionKeyType, Requirement } = conditions;

const GATED = 'sagemaker:DirectGatedModelAccess';
const VPC_ARN = 'aws:SourceVpcArn';

describe('the types of a key', () => {
  test.each([
    [GATED, CATALOGUE_KEYS[GATED].type, ['String', 'Bool']],
    [VPC_ARN, GLOBAL_KEYS[VPC_ARN].type, ['String', 'ARN']],
    ['sagemaker:RootAccess', CATALOGUE_KEYS['sagemaker:RootAccess'].type, ['String']],
    ['sagemaker:NetworkIsolation', CATALOGUE_KEYS['sagemaker:NetworkIsolation'].type, ['Bool']],
  ])('of %s are the one of the catalogue and those that AWS uses besides', (name, catalogued, expected) => {
    expect(typesOf(name, catalogued)).toEqual(expected);
  });

  test('are facts about keys that the catalogue has', () => {
    expect(PRESENCE_ONLY.filter((name) => !(name in CATALOGUE_KEYS))).toEqual([]);
    expect([GATED in CATALOGUE_KEYS, VPC_ARN in GLOBAL_KEYS]).toEqual([true, true]);
  });

  test('let access to gated models be required as text and as a Boolean', () => {
    const key = ConditionKey.DIRECT_GATED_MODEL_ACCESS;
    expect(key.type).toBe(ConditionKeyType.STRING);
    const [asBoolean] = jsonOf(Requirement.isFalse(key).denyStatements());
    expect(asBoolean.Condition).toEqual({ BoolIfExists: { [GATED]: ['true'] } });
    const [asText] = jsonOf(Requirement.isOneOf(key, ['false']).denyStatements());
    expect(asText.Condition).toEqual({ StringNotEquals: { [GATED]: ['false'] } });
    expect(codesOf(() => Requirement.isFalse(ConditionKey.ROOT_ACCESS))).toEqual(['UnsupportedComparison']);
  });
});
