import { Duration, TimeZone } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../../src';
import type { DefaultRow } from '../../contract/defaults';
import { testStack } from '../setup';

const WINDOW: notebook.MaintenanceWindow = { hour: 22, duration: Duration.hours(4) };

/** One row per prop of fleets whose documentation states its default as code. */
export const FLEET_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'notebook.FleetHardeningProps.interval': {
    observe: (interval) => propertiesOf('AWS::Scheduler::Schedule', { interval }).ScheduleExpression,
    other: Duration.hours(2),
  },
  'notebook.FleetHardeningProps.optOutTagKey': {
    observe: (optOutTagKey) => policyOf({ optOutTagKey }),
    other: 'other',
  },
  'notebook.FleetHardeningProps.settings': {
    observe: (settings) => policyOf({ settings }),
    other: [notebook.FleetSetting.NO_ROOT_ACCESS],
  },
  'notebook.FleetRemediation.maxAttempts': {
    observe: (maxAttempts) => remediation({ maxAttempts }),
    other: 3,
  },
  'notebook.FleetRemediation.maxConcurrent': {
    observe: (maxConcurrent) => remediation({ maxConcurrent }),
    other: 2,
  },
  'notebook.FleetRemediation.maxFailedNotebooks': {
    observe: (maxFailedNotebooks) => remediation({ maxFailedNotebooks }),
    other: 4,
  },
  'notebook.FleetRemediation.maxPerDay': {
    observe: (maxPerDay) => remediation({ maxPerDay }),
    other: 11,
  },
  'notebook.FleetRemediation.noticeTime': {
    observe: (noticeTime) => remediation({ noticeTime }),
    other: Duration.days(4),
  },
  'notebook.MaintenanceWindow.minute': {
    observe: (minute) => remediation({ maintenanceWindow: { ...WINDOW, minute } }),
    other: 1,
  },
  'notebook.MaintenanceWindow.timeZone': {
    observe: (timeZone) => remediation({ maintenanceWindow: { ...WINDOW, timeZone } }),
    other: TimeZone.EUROPE_BERLIN,
  },
};

function remediation(options: Partial<notebook.FleetRemediation>): unknown {
  return policyOf({ remediation: { maintenanceWindow: WINDOW, ...options } });
}

function policyOf(props: notebook.FleetHardeningProps): unknown {
  return propertiesOf('AWS::Lambda::Function', props).Environment.Variables.FLEET_POLICY;
}

// The properties of a template have no type.
function propertiesOf(type: string, props: notebook.FleetHardeningProps) {
  const stack = testStack();
  new notebook.FleetHardening(stack, 'Fleet', props);
  return Object.values(Template.fromStack(stack).findResources(type))[0].Properties;
}
