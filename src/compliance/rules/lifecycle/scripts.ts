import { decoded } from '../../templates/intrinsics';
import type { StringPart } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import { stringOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { forEachItem, type Subject } from '../expectations';

const STUDIO = 'AWS::SageMaker::StudioLifecycleConfig';
export const LIFECYCLE_TYPES = ['AWS::SageMaker::NotebookInstanceLifecycleConfig', STUDIO];

/** What stands in text for what is not known, and for what is known to be a name or ARN. No other text has these. */
export const LEFT_OPEN = '\uE000';
const NAMED = '\uE001';

/** What is wrong with a script, said so that it follows "must". */
type ScriptCheck = (script: string, parts: readonly StringPart[]) => readonly string[];

/** Judges every script of a lifecycle configuration by what is wrong with it. */
export function judgeScripts(resource: TemplateResource, faultsOf: ScriptCheck): Verdict[] {
  if (resource.type === STUDIO) {
    return judgeScript(
      { get: () => resource.get('StudioLifecycleConfigContent'), place: 'StudioLifecycleConfigContent' },
      faultsOf,
    );
  }
  return ['OnCreate', 'OnStart'].flatMap((path) =>
    forEachItem(resource, path, (hook) =>
      judgeScript({ get: () => hook.get('Content'), place: `${hook.place}.Content` }, faultsOf),
    ),
  );
}

function judgeScript({ get, place = '' }: Subject, faultsOf: ScriptCheck): Verdict[] {
  const content = decoded(get(''));
  if (content.kind === 'absent') {
    return [];
  }
  const text = stringOf(content);
  const parts = text?.parts ?? [];
  const faults = faultsOf(readable(parts), parts);
  if (faults.length > 0) {
    return faults.map((fault) => fail(place, `${place} must ${fault}`));
  }
  const unknown = text ? text.unknown?.why : 'it is no text';
  return [unknown ? cannotTell(place, `parts of ${place} cannot be told: ${unknown}`) : pass(place)];
}

/** Text with a character in the place of each part that is not known. */
export function readable(parts: readonly StringPart[]): string {
  return parts.map(rendered).join('');
}

function rendered(part: StringPart): string {
  if (typeof part === 'string') {
    return part;
  }
  return part.kind === 'unknown' ? LEFT_OPEN : NAMED;
}
