import { fail, type Verdict } from '../../verdict';
import type { Companions } from './deny-index';
import { isNull, isSageMakerKey, type LintedCondition, type LintedDocument, type LintedStatement } from './document';
import { carries, OF_RESOURCES } from './supported-keys';

/** What comes to the same as an action besides its update: tuning jobs make training jobs, and people label in two ways. */
const SIBLINGS: Readonly<Record<string, string>> = {
  CreateAutoMLJob: 'CreateAutoMLJobV2',
  CreateAutoMLJobV2: 'CreateAutoMLJob',
  CreateFlowDefinition: 'CreateLabelingJob',
  CreateLabelingJob: 'CreateFlowDefinition',
  CreateTrainingJob: 'CreateHyperParameterTuningJob',
};

/** Keys of updates that cannot change what the keys stand for. */
const UNCHANGED: Readonly<Record<string, readonly string[]>> = { UpdateTrainingJob: ['sagemaker:InstanceTypes'] };

/** Denials that hold for one action, while another one that makes the same setting is free. */
export function missingTwins(document: LintedDocument, companions: Companions): Verdict[] {
  return document.spoken
    .filter(({ denies }) => denies)
    .flatMap((statement) => {
      const settings = statement.conditions.filter(
        (condition) =>
          isSageMakerKey(condition) && condition.known?.carriers && !OF_RESOURCES.test(condition.key.toLowerCase()),
      );
      const gaps = new Set(
        settings.flatMap((condition) =>
          twinsOf(statement, condition, settings).filter((twin) => !companions().compares(condition, twin)),
        ),
      );
      const { name, path } = statement;
      const keys = [...new Set(settings.map(({ key }) => key))].join(' and ');
      return [...gaps].map((twin) =>
        fail(path, `${name} leaves sagemaker:${twin} free, which makes the same setting and carries ${keys}`),
      );
    });
}

function twinsOf(
  { actions }: LintedStatement,
  condition: LintedCondition,
  settings: readonly LintedCondition[],
): string[] {
  const carriers = [...actions].filter((action) => carries(action, condition));
  const twins = carriers.flatMap((action) =>
    [SIBLINGS[action] ?? [], isNull(condition) ? [] : updateOf(action)].flat(),
  );
  return twins.filter((twin) =>
    settings.every(
      (setting) => carries(twin, setting) && !(setting.known && UNCHANGED[twin]?.includes(setting.known.name)),
    ),
  );
}

/** An update that leaves out what must be there changes nothing, so it needs no denial of its own. */
function updateOf(action: string): string {
  return action.replace(/^Create/, 'Update');
}
