import { batchesOf } from '../../../private/runtime/batches';
import { FLEET_EVENTS } from '../../shared/fleet';
import { lacksOf, ownerOf } from './assessment';
import { dueAt, type Subject } from './obstacles';
import type { FleetEvent, FleetPorts } from './ports';
import type { FleetReport } from './report';

const NOTICES_PER_EVENT = 50;

/** @see https://docs.aws.amazon.com/sagemaker/latest/dg/howitworks-create-ws.html */
const LOST =
  'Files outside /home/ec2-user/SageMaker, the memory of kernels, and running jobs of the notebook instance are lost when it stops. Installed packages may have newer versions when it starts again.';

/** Events that notify owners before their notebook instances are stopped. */
export function noticeEvents(subjects: readonly Subject[], ports: FleetPorts): FleetEvent[] {
  const notices = subjects.map((subject) => noticeOf(subject, ports));
  return batchesOf(notices, NOTICES_PER_EVENT).map((notebooks) => ({
    kind: FLEET_EVENTS.notice,
    detail: { ...placeOf(ports), lost: LOST, notebooks },
  }));
}

/** The event with the results of a run. */
export function runEvent({ mode, totals, startedAt }: FleetReport, ports: FleetPorts): FleetEvent {
  return { kind: FLEET_EVENTS.run, detail: { ...placeOf(ports), mode, startedAt, totals } };
}

/** An event about one notebook instance. */
export function notebookEvent(kind: string, notebook: string, text: string, ports: FleetPorts): FleetEvent {
  return { kind, detail: { ...placeOf(ports), notebook, text } };
}

function placeOf({ place: { account, region, fleet }, runId }: FleetPorts) {
  return { fleet, account, region, runId };
}

function noticeOf({ notebook, tags, record }: Subject, { policy }: FleetPorts): object {
  const due = dueAt(record, policy.remediation!);
  const lacks = lacksOf(notebook, ownerOf(tags, policy), policy).filter(({ required }) => required);
  return {
    notebook: notebook.name,
    arn: notebook.arn,
    lacks: lacks.map(({ text }) => text),
    notBefore: new Date(due!).toISOString(),
    optOutTagKey: policy.optOutTagKey,
  };
}
