import { jsonIn } from '../../templates/json-text';
import type { TemplateResource } from '../../templates/resource';
import { unknown } from '../../templates/simple-values';
import { at, itemsOf, literalOf, type TemplateValue } from '../../templates/values';
import { cannotTell, type Verdict } from '../../verdict';
import type { Subject } from '../expectations';

const DEFINITION = 'PipelineDefinition';
const BODY = `${DEFINITION}.PipelineDefinitionBody`;

export interface PipelineStep {
  readonly name: string;
  /** Such as `Training`. */
  readonly type: string;
  /** What the job of the step is asked for. */
  readonly job: Subject;
}

/** Judges each step of a pipeline; says why where its steps cannot be read. */
export function judgeSteps(pipeline: TemplateResource, check: (step: PipelineStep) => readonly Verdict[]): Verdict[] {
  const body = pipeline.get(BODY);
  const definition = body.kind === 'fields' ? body : jsonIn(body);
  if (definition?.kind !== 'fields') {
    const why =
      pipeline.get(`${DEFINITION}.PipelineDefinitionS3Location`).kind === 'absent'
        ? 'it is no JSON that is known'
        : 'it is kept in a bucket';
    return [cannotTell(DEFINITION, `the definition of the pipeline cannot be read, since ${why}`)];
  }
  return stepsIn(at(definition, 'Steps')).flatMap(check);
}

/** Steps of conditions have steps of their own. */
function stepsIn(steps: TemplateValue): PipelineStep[] {
  return itemsOf(steps).flatMap((step) => {
    const job = at(step, 'Arguments');
    const name = literalOf(at(step, 'Name')) ?? '?';
    const own: PipelineStep = {
      name,
      type: literalOf(at(step, 'Type')) ?? '',
      job: { place: `Steps.${name}`, get: (path) => known(at(job, path)) },
    };
    return [own, ...['IfSteps', 'ElseSteps'].flatMap((branch) => stepsIn(at(job, branch)))];
  });
}

/** What a pipeline only knows when it runs stands there as an object, such as `{ "Get": "Parameters.Key" }`. */
function known(value: TemplateValue): TemplateValue {
  return value.kind === 'fields' && value.keys.some((key) => key === 'Get' || key.startsWith('Std:'))
    ? unknown('it is only known when the pipeline runs')
    : value;
}
