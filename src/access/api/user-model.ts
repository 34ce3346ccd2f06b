import * as apigateway from 'aws-cdk-lib/aws-apigateway';

/** The user for whom a role requests a URL. */
export const USER_MODEL: apigateway.ModelOptions = {
  contentType: 'application/json',
  description: 'A user, as the identity provider names them',
  schema: {
    schema: apigateway.JsonSchemaVersion.DRAFT4,
    type: apigateway.JsonSchemaType.OBJECT,
    required: ['issuer', 'subject'],
    additionalProperties: false,
    properties: {
      issuer: { type: apigateway.JsonSchemaType.STRING, minLength: 1, maxLength: 512 },
      subject: { type: apigateway.JsonSchemaType.STRING, minLength: 1, maxLength: 1024 },
    },
  },
};
