import { tellOfChecks } from './checks-report';
import { tellOfCorporateNetwork } from './corporate-report';
import { tellOfGuardrails } from './guardrails-report';
import { tellOfHub } from './hub-report';
import { tellOfNotebook } from './notebook-report';
import { tellOfStudio } from './studio-report';

/** What the demo tells of each example, in this order. Each gives what is wrong. */
export const REPORTS: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  'secure-notebook': tellOfNotebook,
  'private-studio': tellOfStudio,
  'corporate-network': tellOfCorporateNetwork,
  'studio-hub': tellOfHub,
  'org-guardrails': tellOfGuardrails,
  'checks-only': tellOfChecks,
};
