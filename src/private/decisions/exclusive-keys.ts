const PUBLIC_ADDRESS = 'aws:sourceip';
const ENDPOINTS = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip'];

/**
 * Whether no request has both keys. A request through an interface endpoint has no public address.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export function areExclusive(key: string, otherKey: string): boolean {
  const [one, other] = [key.toLowerCase(), otherKey.toLowerCase()];
  return (one === PUBLIC_ADDRESS && ENDPOINTS.includes(other)) || (other === PUBLIC_ADDRESS && ENDPOINTS.includes(one));
}
