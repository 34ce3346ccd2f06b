import type { TemplateResource } from '../../templates/resource';
import { literalOf, type TemplateValue } from '../../templates/values';
import { cannotTell, pass, type Verdict } from '../../verdict';
import type { RuleContext } from '../context';
import { leftOpen, type Subject, shown, within } from '../expectations';
import { MONITORING_JOBS } from './jobs';

export const MONITORING_SCHEDULE = 'AWS::SageMaker::MonitoringSchedule';

const INLINE = 'MonitoringScheduleConfig.MonitoringJobDefinition';
const NAME = 'MonitoringScheduleConfig.MonitoringJobDefinitionName';
const MONITORING_TYPE = 'MonitoringScheduleConfig.MonitoringType';

/** Judges the job that a schedule runs: the one that it defines itself, or the definition that it names. */
export function judgeScheduled(
  schedule: TemplateResource,
  context: RuleContext,
  check: (job: Subject) => readonly Verdict[],
): readonly Verdict[] {
  const name = schedule.get(NAME);
  if (name.kind === 'absent' || schedule.get(INLINE).kind !== 'absent') {
    return check(within(schedule, INLINE));
  }
  const definition = definitionNamed(name, schedule, context);
  return definition
    ? check(definition).map((verdict) => asOfName(verdict, definition))
    : [cannotTell(NAME, unfound(name))];
}

function asOfName({ result, text }: Verdict, { logicalId }: TemplateResource): Verdict {
  return result === 'pass' ? pass(NAME) : { result, path: NAME, text: `${text} in ${logicalId}` };
}

function unfound(name: TemplateValue): string {
  return `${NAME} is of a definition that is not in this app: ${leftOpen(name) ?? shown(name)}`;
}

function definitionNamed(
  name: TemplateValue,
  schedule: TemplateResource,
  context: RuleContext,
): TemplateResource | undefined {
  const types = typesOf(schedule);
  const referred = context.referredTo(name);
  if (referred) {
    return types.includes(referred.type) ? referred : undefined;
  }
  const literal = literalOf(name);
  const named = types
    .flatMap((type) => context.resources(type))
    .filter((definition) => literal !== undefined && literalOf(definition.get('JobDefinitionName')) === literal);
  const [only, ...more] = named.filter(({ template }) => sharesEnvironment(template, schedule.template));
  return more.length === 0 ? only : undefined;
}

/** The types of definitions that a schedule may name. */
function typesOf(schedule: TemplateResource): string[] {
  const wanted = literalOf(schedule.get(MONITORING_TYPE));
  return MONITORING_JOBS.filter(({ monitoringType }) => wanted === undefined || monitoringType === wanted).map(
    ({ type }) => type,
  );
}

function sharesEnvironment(one: TemplateResource['template'], other: TemplateResource['template']): boolean {
  return one.account === other.account && one.region === other.region;
}
