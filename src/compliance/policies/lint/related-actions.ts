import { fail, type Verdict } from '../../verdict';
import type { SiblingStatements } from './deny-index';
import { isNull, isSageMakerKey, type LintedCondition, type LintedDocument, type LintedStatement } from './document';
import { OF_RESOURCES, supports } from './supported-keys';

/** What comes to the same as an action besides its update: tuning jobs make training jobs, and people label in two ways. */
const SAME_EFFECT: Readonly<Record<string, string>> = {
  CreateAutoMLJob: 'CreateAutoMLJobV2',
  CreateAutoMLJobV2: 'CreateAutoMLJob',
  CreateFlowDefinition: 'CreateLabelingJob',
  CreateLabelingJob: 'CreateFlowDefinition',
  CreateTrainingJob: 'CreateHyperParameterTuningJob',
};

/** Keys of updates that cannot change what the keys stand for. */
const UNCHANGED: Readonly<Record<string, readonly string[]>> = { UpdateTrainingJob: ['sagemaker:InstanceTypes'] };

/** Deny statements about an action, while another one that makes the same setting is free. */
export function missingRelatedActions(document: LintedDocument, siblings: SiblingStatements): Verdict[] {
  return document.sageMakerStatements
    .filter(({ denies }) => denies)
    .flatMap((statement) => missingFrom(statement, siblings));
}

function missingFrom(statement: LintedStatement, siblings: SiblingStatements): Verdict[] {
  const { name, path } = statement;
  const settings = statement.conditions.filter(isSetting);
  const missing = settings.flatMap((condition) =>
    relatedActions(statement, condition, settings).filter((action) => !siblings().compares(condition, action)),
  );
  const keys = [...new Set(settings.map(({ key }) => key))].join(' and ');
  return [...new Set(missing)].map((action) =>
    fail(path, `${name} leaves sagemaker:${action} free, which makes the same setting and carries ${keys}`),
  );
}

/** Whether a condition compares what a request sets, rather than what a resource has already. */
function isSetting(condition: LintedCondition): boolean {
  const listed = condition.known?.supportedBy !== undefined;
  return listed && isSageMakerKey(condition) && !OF_RESOURCES.test(condition.key.toLowerCase());
}

function relatedActions(
  { actions }: LintedStatement,
  condition: LintedCondition,
  settings: readonly LintedCondition[],
): string[] {
  const compared = [...actions].filter((action) => supports(action, condition));
  const related = compared.flatMap((action) =>
    [SAME_EFFECT[action] ?? [], isNull(condition) ? [] : updateOf(action)].flat(),
  );
  return related.filter((action) =>
    settings.every(
      (setting) => supports(action, setting) && !(setting.known && UNCHANGED[action]?.includes(setting.known.name)),
    ),
  );
}

/** An update that leaves out what must be there changes nothing, so it needs no statement of its own. */
function updateOf(action: string): string {
  return action.replace(/^Create/, 'Update');
}
