import { conditions } from '../../src';
import { GLOBAL_KEYS } from '../../src/conditions/catalogue';

const { ConditionKey, Requirement } = conditions;

const KEYS = Object.values(ConditionKey).filter(
  (key): key is conditions.ConditionKey => key instanceof ConditionKey && key.everyAction,
);

test.each(KEYS.map((key) => [key.name, key] as const))('%s has the type that AWS documents', (name, key) => {
  expect(key.type).toBe(GLOBAL_KEYS[name].type);
});

test.each([
  ['aws:MultiFactorAuthPresent', ConditionKey.MULTI_FACTOR_AUTH_PRESENT],
  ['aws:SecureTransport', ConditionKey.SECURE_TRANSPORT],
])('a requirement that %s is true denies requests without it', (name, key) => {
  const requirement = Requirement.isTrue(key, { actions: ['sagemaker:CreatePresignedDomainUrl'] });
  const [statement] = requirement.denyStatements();
  expect(statement.conditions).toEqual({ BoolIfExists: { [name]: ['false'] } });
  expect(requirement.allowCondition()).toEqual({ Bool: { [name]: ['true'] } });
});
