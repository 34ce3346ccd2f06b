/** Where the runbooks are published. */
export const RUNBOOKS = 'https://github.com/cdk-secure-sagemaker/cdk-secure-sagemaker/blob/main/docs/runbooks.md';

/** The sections of `docs/runbooks.md` that alarms refer to, by their headings. */
export enum Runbook {
  NOBODY_GETS_IN = 'Nobody gets in',
  KEYS_UNAVAILABLE = 'The keys of the identity provider are unavailable',
  REQUESTS_FAIL = 'Requests fail',
  SIGN_IN_FAILS = 'Users cannot sign in at the portal',
  MANY_REFUSALS = 'Many requests are refused',
  TOO_MANY_REQUESTS = 'Too many requests',
  DIRECTORY = 'The table of users is not as deployed',
  SHUT_OUT = 'Shut out one person',
  CERTIFICATE = 'A certificate expires',
  NONCOMPLIANT_NOTEBOOKS = 'Notebook instances lack a required setting',
  NOTEBOOK_WORK = 'Work on notebook instances fails',
}

/** The description of an alarm: what it means, and the section of the runbooks that says what to do. */
export function alarmDescription(meaning: string, runbook: Runbook): string {
  return `${meaning} Runbook "${runbook}": ${RUNBOOKS}#${anchorOf(runbook)}`;
}

/** The anchor of a heading without punctuation. @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}
