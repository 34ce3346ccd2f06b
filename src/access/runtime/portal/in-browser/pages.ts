import { createHash } from 'node:crypto';
import type { SignInSettings } from '../../../shared/portal/settings';
import { PageKind } from '../page-kind';
import {
  bodyOf,
  escaped,
  type PageContent,
  type PageContext,
  type PageScript,
  type ScriptPolicy,
  scriptHeaders,
  titleOf,
} from '../pages';
import type { ClientStep } from './client';

/** What the script may have to show, by the step of the page. */
const SHOWN: Record<ClientStep, readonly PageKind[]> = {
  'sign-in': [PageKind.UNAVAILABLE],
  callback: [
    PageKind.WORKING,
    PageKind.CHOOSE,
    PageKind.EXPIRED,
    PageKind.CANCELLED,
    PageKind.NO_ACCESS,
    PageKind.DENIED,
    PageKind.BUSY,
    PageKind.UNAVAILABLE,
    PageKind.TOO_LARGE,
  ],
  'signed-out': [],
};

export interface ScriptedPage extends Pick<PageContent, 'requestId'> {
  readonly step: ClientStep;
  readonly settings: SignInSettings;
  /** The content of the script. */
  readonly script: string;
}

/** The page may only run this script, which may only call the API and the identity provider. */
export function scriptPolicy({ url, issuer, endpoints }: SignInSettings): ScriptPolicy {
  const provider = [issuer, endpoints?.token].flatMap((address) => (address ? [new URL(address).origin] : []));
  return { script: `${url}/portal.js`, connections: ["'self'", ...new Set(provider)] };
}

/** The script with its settings, and the pages that it may show. */
export function pageScript({ step, settings, script, requestId }: ScriptedPage, context: PageContext): PageScript {
  const policy = scriptPolicy(settings);
  const hash = createHash('sha256').update(script).digest();
  const address = `${policy.script}?v=${hash.toString('hex').slice(0, 16)}`;
  const metas = { 'portal-step': step, 'portal-request': requestId, 'portal-settings': JSON.stringify(settings) };
  return {
    headers: scriptHeaders(policy),
    element: [
      ...Object.entries(metas).map(([name, content]) => `<meta name="${name}" content="${escaped(content)}">`),
      `<script src="${escaped(address)}" integrity="sha256-${hash.toString('base64')}" defer></script>`,
    ].join(''),
    templates: [
      noScript(context),
      ...SHOWN[step].map((kind) => template(kind, requestId, context)),
      ...(SHOWN[step].includes(PageKind.CHOOSE) ? [choiceTemplate(context)] : []),
    ].join(''),
  };
}

function noScript({ language: { texts } }: PageContext): string {
  return `<noscript><p class="no-script">${escaped(texts.scriptText)}</p></noscript>`;
}

function template(kind: PageKind, requestId: string, context: PageContext): string {
  const title = escaped(titleOf(kind, context.language.texts));
  return `<template data-page="${kind}" data-title="${title}">${bodyOf({ kind, requestId }, context)}</template>`;
}

function choiceTemplate({ language: { texts } }: PageContext): string {
  const details = {
    spaceName: texts.chooseSpace,
    userProfileName: texts.chooseProfile,
    domainId: texts.chooseDomain,
    landingPage: texts.choosePage,
  };
  const spans = Object.entries(details).map(([name, label]) => `<span data-detail="${name}">${escaped(label)}</span>`);
  const name = '<strong data-field="name"></strong>';
  return `<template data-choice><li><button type="button" class="choice">${name}${spans.join('')}</button></li></template>`;
}
