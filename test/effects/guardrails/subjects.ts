import { guardrails } from '../../../src';
import {
  ALL_FOR_CALLERS,
  factoryOf,
  GUARDRAIL_ROWS,
  isForResources,
  SAMPLE_NAMES,
  SAMPLES,
} from '../../guardrails/table';
import { EXEMPTIONS } from '../../guardrails/table/parameters';
import type { LintRules } from '../policies';
import { allowing, managedPolicies, organizationPolicies, type Policy, type Subject } from '../policies';

/** Which operator exemptions may use on which key. */
const OF_EXEMPTIONS: LintRules['operators'] = {
  ArnNotLike: ['aws:PrincipalArn'],
  BoolIfExists: ['aws:ViaAWSService'],
  StringNotEquals: ['aws:PrincipalAccount', 'aws:PrincipalTag/Guardrails'],
};

/** Which operator guardrails may use on which key. */
export const GUARDRAILS_RULES: LintRules = {
  operators: unionOf([OF_EXEMPTIONS, ...Object.values(GUARDRAIL_ROWS).map(({ compares }) => compares)]),
};

function unionOf(all: readonly LintRules['operators'][]): LintRules['operators'] {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, all.flatMap((operators) => operators[name] ?? [])]));
}

function inServiceControlPolicy(names: readonly string[], exemptions?: guardrails.Exemption[]): Subject {
  return {
    policies: (template) => [...organizationPolicies('scp')(template), allowing('identity')],
    build: (stack) => {
      new guardrails.ServiceControlPolicy(stack, 'Policy', {
        guardrails: names.map((name) => SAMPLES[name].make()),
        exemptions,
      });
    },
  };
}

function inResourceControlPolicy(name: string): Subject {
  return {
    policies: (template) => [...organizationPolicies('rcp')(template), allowing('resource')],
    build: (stack) => {
      new guardrails.ResourceControlPolicy(stack, 'Policy', { guardrails: [SAMPLES[name].make()] });
    },
  };
}

/** What the renderers have in common is shown with these. */
const RENDERED: readonly string[] = ['imdsV2Notebooks', 'approvedNetwork', 'instanceTypes', 'protectTags'];

const asPermissionsBoundary: Subject = {
  policies: (template) => [
    ...managedPolicies(template).map((policy): Policy => ({ ...policy, kind: 'boundary' })),
    allowing('identity'),
  ],
  build: (stack) => {
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', {
      guardrails: RENDERED.map((name) => SAMPLES[name].make()),
    });
  },
};

const asGuardrailPolicy: Subject = {
  policies: (template) => [...managedPolicies(template), allowing('identity')],
  build: (stack) => {
    new guardrails.GuardrailPolicy(stack, 'Policy', { guardrails: RENDERED.map((name) => SAMPLES[name].make()) });
  },
};

const singles = SAMPLE_NAMES.map((name): [string, Subject] => {
  const subject = isForResources(name) ? inResourceControlPolicy(name) : inServiceControlPolicy([name]);
  return [`Guardrail.${name}`, { ...subject, rules: { operators: GUARDRAIL_ROWS[factoryOf(name)].compares } }];
});

const exempting = Object.entries(EXEMPTIONS).map(([name, exemption]): [string, Subject] => [
  `Exemption.${name} from Guardrail.imdsV2Notebooks`,
  inServiceControlPolicy(['imdsV2Notebooks'], [exemption()]),
]);

export const ALL_GUARDRAILS = 'ServiceControlPolicy with every guardrail';

export const GUARDRAILS_SUBJECTS: Readonly<Record<string, Subject>> = {
  ...Object.fromEntries(singles),
  'ServiceControlPolicy with some guardrails': inServiceControlPolicy(RENDERED),
  'PermissionsBoundaryPolicy with some guardrails': asPermissionsBoundary,
  'GuardrailPolicy with some guardrails': asGuardrailPolicy,
  ...Object.fromEntries(exempting),
  'several exemptions from Guardrail.apiFromNetwork': inServiceControlPolicy(
    ['apiFromNetwork'],
    [EXEMPTIONS.principals(), EXEMPTIONS.principalTag()],
  ),
  [ALL_GUARDRAILS]: inServiceControlPolicy(ALL_FOR_CALLERS),
};
