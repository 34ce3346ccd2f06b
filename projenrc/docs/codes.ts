import { FAULT_CODES } from '../../src/private/errors';
import { WARNINGS } from '../../src/private/warnings';
import { table } from './markdown';

const PREFIX = 'cdk-secure-sagemaker';

/** What users see in errors and warnings, with what it means. Rendered to docs/codes.md. */
export function codesDocument(): string {
  return `${[...intro(), ...errors(), ...warnings()].join('\n')}\n`;
}

function intro(): string[] {
  return [
    '# Error codes and warnings',
    '',
    'Generated from the source by `npx projen docs:tables`. Codes and ids are part of the public contract: once released they keep their meaning.',
    '',
  ];
}

function errors(): string[] {
  return [
    '## Error codes',
    '',
    'Wrong input is reported with the path of the construct and all faults at once, each as `[Code] what was wrong, what was given, what is expected`.',
    'Errors cannot be acknowledged.',
    '',
    ...table(['Code', 'Meaning'], rowsOf(FAULT_CODES)),
    '',
  ];
}

function warnings(): string[] {
  return [
    '## Warnings',
    '',
    'Whoever weakens a default leaves a warning on the construct. Acknowledge it there, or on a construct above it such as the stack, with the reason.',
    'CDK does not look for acknowledgements on the app.',
    '',
    '```ts',
    'Validations.of(this).acknowledge({',
    `  id: '${PREFIX}:${Object.keys(WARNINGS).sort()[0]}',`,
    "  reason: 'approved in RISK-123',",
    '});',
    '```',
    '',
    ...table(['Id', 'Meaning'], rowsOf(WARNINGS, `${PREFIX}:`)),
  ];
}

function rowsOf(meanings: Record<string, string>, prefix = ''): string[][] {
  const ids = Object.keys(meanings).sort();
  return ids.map((id) => [`\`${prefix}${id}\``, meanings[id].replaceAll('|', '\\|')]);
}
