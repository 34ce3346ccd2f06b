import { urlFunctionConfig } from '../../../../src/access/runtime/url-function/config';

describe('the environment', () => {
  const complete = {
    AWS_REGION: 'eu-west-1',
    AWS_LAMBDA_FUNCTION_NAME: 'F',
    TABLE_NAME: 'T',
    URL_EXPIRY_SECONDS: '20',
    SESSION_SECONDS: '28800',
  };

  test('tells the function everything', () => {
    const lists = {
      ACCESS_ROLE_ARN: 'a',
      FOREIGN_ACCESS_ROLE_ARNS: 'b,b c',
      CALLER_ROLE_ARNS: 'd',
      REVOKED_PROFILES: 'd-abc/Alice *',
      ALLOWED_ORIGINS: 'e',
      FIPS_SERVICES: 'sts',
    };
    expect(urlFunctionConfig({ ...complete, ...lists })).toEqual({
      region: 'eu-west-1',
      functionName: 'F',
      tableName: 'T',
      accessRoleArn: 'a',
      accessRoleArns: ['a', 'b,b', 'c'],
      callerRoleArns: ['d'],
      revokedProfiles: ['d-abc/alice', '*'],
      allowedOrigins: ['e'],
      urlExpirySeconds: 20,
      sessionSeconds: 28_800,
      fipsServices: ['sts'],
    });
  });

  test('may leave out roles', () => {
    expect(urlFunctionConfig(complete)).toMatchObject({ accessRoleArns: [], callerRoleArns: [], fipsServices: [] });
  });

  test.each(Object.keys(complete))('must have %s', (name) => {
    expect(() => urlFunctionConfig({ ...complete, [name]: '' })).toThrow(`the environment variable ${name} is missing`);
  });

  test.each(['0', '-1', '1.5', '1e3', 'x'])('has whole numbers, not %s', (value) => {
    expect(() => urlFunctionConfig({ ...complete, SESSION_SECONDS: value })).toThrow(
      'SESSION_SECONDS must be a whole number',
    );
  });
});
