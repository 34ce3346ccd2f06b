/** What a secret looks like. The first group is where it stands; examples of documentations are no secrets. */
interface SecretShape {
  readonly name: string;
  readonly pattern: RegExp;
}

const SHAPES: readonly SecretShape[] = [
  { name: 'the id of an AWS access key', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g }, // unanchored: anywhere in text
  {
    name: 'an AWS secret access key',
    pattern: /aws_secret_access_key["']?(?:\s*[=:]\s*|\s+)["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  }, // unanchored: anywhere in text
  {
    name: 'a private key',
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\n)+(?:[\w-]+: [^\n]*\n\s*)*[A-Za-z0-9/+]{40}/g,
  }, // unanchored: anywhere in text
  {
    name: 'a token of GitHub',
    pattern: /\b(?:gh[oprsu]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/g,
  }, // unanchored: anywhere in text
  { name: 'a token of GitLab', pattern: /\bglpat-[\w-]{20,}/g }, // unanchored: anywhere in text
  { name: 'a token of Hugging Face', pattern: /\bhf_[A-Za-z0-9]{34}\b/g }, // unanchored: anywhere in text
  { name: 'a token of PyPI', pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g }, // unanchored: anywhere in text
  { name: 'a token of Slack', pattern: /\bxox[abeoprs]-\d+-[A-Za-z0-9-]{20,}/g }, // unanchored: anywhere in text
  {
    name: 'a webhook of Slack',
    pattern: /\bhooks\.slack\.com\/services\/T[A-Z0-9]{6,}\/B[A-Z0-9]{6,}\/[A-Za-z0-9]{20,}/g,
  }, // unanchored: anywhere in text
  {
    name: 'a password in a URL',
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/:@'"$`{}<>()%*\uE000\uE001]+)@[^\s/]/gi,
  }, // unanchored: anywhere in text
];

/** As documentations write keys and passwords. */
const EXAMPLE = /EXAMPLE|^(?:x+|\.+|changeme|(?:my|your)?[-_]?(?:password|passwd|pass|pwd|secret|token))$/i; // unanchored: anywhere in a key

export interface FoundSecret {
  readonly name: string;
  /** The line, from 1. */
  readonly line: number;
}

/** What looks like a secret in text, without saying what it is. */
export function secretsIn(text: string): FoundSecret[] {
  return SHAPES.flatMap(({ name, pattern }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !EXAMPLE.test(match[1] ?? match[0]))
      .map(({ index }) => ({ name, line: text.slice(0, index).split('\n').length })),
  );
}
