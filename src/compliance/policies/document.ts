import { jsonIn } from '../templates/json-text';
import type { TemplateResource } from '../templates/resource';
import { ABSENT, type Unknown, unknown } from '../templates/simple-values';
import { at, itemsOf, type TemplateValue } from '../templates/values';
import { type PolicyStatement, statementOf } from './statement';

export enum PolicyKind {
  /** Says what who has it may do: managed and inline policies, permission sets. */
  IDENTITY = 'identity',
  /** Says who may assume a role. */
  TRUST = 'trust',
  /** Says who may do what with a resource: a key, a bucket, an endpoint, an API. */
  RESOURCE = 'resource',
  /** Says what endpoints let through. */
  ENDPOINT = 'endpoint',
  SERVICE_CONTROL = 'service control',
  RESOURCE_CONTROL = 'resource control',
}

/** A policy document of a resource in one scenario. */
export interface PolicyDocument {
  readonly kind: PolicyKind;
  /** Who has it in its properties. */
  readonly resource: TemplateResource;
  /** The property, such as `Policies.0.PolicyDocument`. */
  readonly path: string;
  readonly statements: readonly PolicyStatement[];
  /** The version of the policy language. */
  readonly version: TemplateValue;
  /** The document as it is given: an object, or JSON text. */
  readonly content: TemplateValue;
  /** To whom it is attached as far as its own resource says so, such as the roles of an `AWS::IAM::Policy`. */
  readonly attachedTo: readonly TemplateValue[];
  /** Why it cannot be read, where it cannot. */
  readonly unknown?: Unknown;
}

export type DocumentPlace = Omit<PolicyDocument, 'content' | 'statements' | 'unknown' | 'version'>;

/** Reads a document, given as an object or as JSON text. */
export function documentOf(value: TemplateValue, place: DocumentPlace): PolicyDocument {
  const document = value.kind === 'fields' || value.kind === 'unknown' ? value : jsonIn(value);
  if (document?.kind !== 'fields') {
    const reason = document?.kind === 'unknown' ? document : unknown('the policy is neither an object nor JSON text');
    return { ...place, content: value, version: ABSENT, statements: [], unknown: reason };
  }
  const list = at(document, 'Statement');
  const single = list.kind === 'fields';
  const statements = itemsOf(list).map((item, index) =>
    statementOf(item, `${place.path}.Statement${single ? '' : `.${index}`}`),
  );
  return {
    ...place,
    content: value,
    version: at(document, 'Version'),
    statements,
    unknown: list.kind === 'unknown' ? list : undefined,
  };
}
