import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { acknowledgeFindings } from '../../examples/checks-only/acknowledgements';
import { HandWrittenStack } from '../../examples/checks-only/hand-written-stack';
import { acknowledgements as corporateAcknowledgements } from '../../examples/corporate-network/acknowledgements';
import { createStacks as createRehearsalStacks } from '../../examples/corporate-network/stacks';
import { OrganizationGuardrailsStack } from '../../examples/org-guardrails/organization-guardrails-stack';
import { acknowledgements as privateStudioAcknowledgements } from '../../examples/private-studio/acknowledgements';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import {
  acknowledgeWarnings,
  acknowledgements as notebookAcknowledgements,
} from '../../examples/secure-notebook/acknowledgements';
import { SecureNotebookStack } from '../../examples/secure-notebook/secure-notebook-stack';
import type { Acknowledgement } from '../../examples/shared/acknowledgement';
import { acknowledgements as hubAcknowledgements } from '../../examples/studio-hub/acknowledgements';
import { createStacks as createHubStacks } from '../../examples/studio-hub/stacks';

export const EXAMPLES_FOLDER = join(__dirname, '../../examples');

/** Code that several examples use, which is no example. */
const SHARED = 'shared';

/** An app in a folder of `examples`. */
export interface Example {
  /** Creates the stacks of the app, and returns the findings of rule packs that it accepts without accepting them. */
  build(app: App): Acknowledgement[];
  /** Whether it has mistakes that checks must find, so that it does not synthesize. */
  readonly mistaken?: boolean;
}

/** Every example. A contract test compares it with the folders, and all tests of all examples read it. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'checks-only': {
    build: (app) => {
      acknowledgeFindings(new HandWrittenStack(app, 'HandWritten', { env: { region: 'eu-central-1' } }));
      return [];
    },
    mistaken: true,
  },
  'corporate-network': { build: (app) => corporateAcknowledgements(createRehearsalStacks(app)) },
  'org-guardrails': {
    build: (app) => {
      new OrganizationGuardrailsStack(app, 'OrganizationGuardrails', { env: { region: 'us-east-1' } });
      return [];
    },
  },
  'private-studio': {
    build: (app) =>
      privateStudioAcknowledgements(new PrivateStudioStack(app, 'PrivateStudio', { env: CORPORATE_NETWORK.env })),
  },
  'secure-notebook': {
    build: (app) => {
      const stack = new SecureNotebookStack(app, 'SecureNotebook');
      acknowledgeWarnings(stack);
      return notebookAcknowledgements(stack);
    },
  },
  'studio-hub': { build: (app) => hubAcknowledgements(createHubStacks(app)) },
};

/** The examples that their checks accept. */
export const SOUND_EXAMPLES = Object.entries(EXAMPLES).filter(([, { mistaken }]) => !mistaken);

/** The folders of the examples, as they are on disk. */
export function exampleFolders(): string[] {
  return readdirSync(EXAMPLES_FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== SHARED)
    .map(({ name }) => name)
    .sort();
}

export function readExampleFile(name: string, file: string): string {
  return readFileSync(join(EXAMPLES_FOLDER, name, file), 'utf-8');
}

/** The context that an example is synthesized with. */
export function contextOf(name: string): Record<string, unknown> {
  return JSON.parse(readExampleFile(name, 'cdk.json')).context ?? {};
}
