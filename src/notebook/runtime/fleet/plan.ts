import { hasSetting } from './assessment';
import { hasChange, type Notebook, unexpectedChanges } from './notebook';
import {
  changeFor,
  lastingObstacles,
  type Obstacle,
  passingObstacles,
  type Situation,
  type Subject,
  settingsToChange,
} from './obstacles';
import type { Step, Work } from './record';

/** What a run does about a notebook instance. */
export type Decision =
  /** Nothing is to do, or cannot be done now. */
  | { readonly kind: 'nothing'; readonly obstacles: readonly Obstacle[] }
  /** Gives notice that it will be stopped. */
  | { readonly kind: 'notice'; readonly obstacles: readonly Obstacle[] }
  /** Begins or continues work with a call. */
  | { readonly kind: 'step'; readonly work: Work }
  /** The last step has not taken effect yet. */
  | { readonly kind: 'wait'; readonly late: boolean }
  /** Ends the work. A failure says why. */
  | { readonly kind: 'end'; readonly failure?: string; readonly text: string; readonly stopsAll?: boolean }
  /** Records a failure of the update, after which only the run state is restored. */
  | { readonly kind: 'abandon'; readonly failure: string; readonly stopsAll?: boolean };

/** How long an accepted call may have no effect. */
const SETTLE_MS = 5 * 60_000;
/** How long a notebook instance may be busy before that is reported. SageMaker's own waiters give up after half of it. */
export const LATE_MS = 60 * 60_000;

/** The next safe step. Pure: a run describes, decides, writes down the step, and calls. */
export function decide(subject: Subject, situation: Situation): Decision {
  const { work } = subject.record;
  return work === undefined ? decideToBegin(subject, situation) : decideToContinue(subject, work, situation);
}

function decideToBegin(subject: Subject, situation: Situation): Decision {
  const { notebook, record } = subject;
  const { policy, now } = situation;
  if (policy.settings.every((setting) => hasSetting(notebook, setting))) {
    return { kind: 'nothing', obstacles: [] };
  }
  const lasting = lastingObstacles(subject, policy);
  const passing = passingObstacles(subject, situation);
  if (lasting.length > 0) {
    return { kind: 'nothing', obstacles: [...lasting, ...passing.filter(({ code }) => code === 'Breaker')] };
  }
  if (notebook.status === 'InService' && record.noticedAt === undefined) {
    return { kind: 'notice', obstacles: passing };
  }
  if (passing.length > 0) {
    return { kind: 'nothing', obstacles: passing };
  }
  const running = notebook.status === 'InService';
  const change = changeFor(notebook, settingsToChange(subject, policy));
  const { settings: before } = notebook;
  const step = running ? 'stop' : 'update';
  return { kind: 'step', work: { step, since: now, attempt: 1, change, restore: running, before } };
}

function decideToContinue(subject: Subject, work: Work, situation: Situation): Decision {
  const { notebook, tags } = subject;
  const { policy, now } = situation;
  const { status } = notebook;
  if (policy.remediation === undefined) {
    return end(`this fleet is only reported now, and work had begun on it. ${leftAs(notebook, work)}`, true);
  }
  if (Object.hasOwn(tags, policy.optOutTagKey)) {
    return end(`it was opted out during the work. ${leftAs(notebook, work)}`, true);
  }
  switch (status) {
    case 'InService':
      return whenRunning(subject, work, situation);
    case 'Stopped':
      return whenStopped(subject, work, situation);
    case 'Failed':
      return end(`it has failed after the ${work.step}: ${notebook.failureReason ?? 'no reason given'}`, true);
    case 'Deleting':
      return end('its owner deletes it');
    default:
      // Busy, in maintenance, or in a status that is newer than this code.
      return { kind: 'wait', late: now - work.since > LATE_MS };
  }
}

function whenRunning(subject: Subject, work: Work, situation: Situation): Decision {
  const { notebook } = subject;
  if (work.step === 'stop') {
    return notStopped(subject, work, situation);
  }
  if (work.abandoned) {
    return end('it runs again, without the change');
  }
  return hasChange(notebook, work.change)
    ? end('it has the required settings and runs again')
    : end('its owner has started it before the update');
}

/** The call had no effect, or the owner has started it again. */
function notStopped(subject: Subject, work: Work, situation: Situation): Decision {
  const { policy, isOpen, breaker } = situation;
  const mayStop = breaker === undefined && isOpen;
  if (!mayStop || lastingObstacles(subject, policy).length > 0) {
    return end('it runs, and may not be stopped now');
  }
  return again('stop', work, situation, () => end('it does not stay stopped', true));
}

function whenStopped({ notebook }: Subject, work: Work, situation: Situation): Decision {
  if (work.abandoned || hasChange(notebook, work.change)) {
    const unexpected = work.abandoned ? [] : unexpectedChanges(work.before, notebook.settings, work.change);
    if (unexpected.length > 0) {
      const failure = `the update has also changed ${unexpected.join(', ')}`;
      return { kind: 'abandon', failure, stopsAll: true };
    }
    return work.restore ? toStart(work, situation) : end('it has the required settings and stays stopped');
  }
  return again('update', work, situation, () => ({ kind: 'abandon', failure: 'the update has no effect' }));
}

function toStart(work: Work, situation: Situation): Decision {
  return again('start', work, situation, () => end('it does not start again: start it', true));
}

/** Takes a step, or repeats it some time after it had no effect. */
function again(step: Step, work: Work, { now, policy }: Situation, giveUp: () => Decision): Decision {
  if (work.step !== step) {
    return { kind: 'step', work: { ...work, step, since: now, attempt: 1, late: undefined } };
  }
  if (now - work.since < SETTLE_MS) {
    return { kind: 'wait', late: false };
  }
  if (work.attempt >= (policy.remediation?.maxAttempts ?? 0)) {
    return giveUp();
  }
  return { kind: 'step', work: { ...work, since: now, attempt: work.attempt + 1 } };
}

function end(text: string, failed = false): Decision {
  return { kind: 'end', text, failure: failed ? text : undefined };
}

function leftAs({ status }: Notebook, { restore }: Work): string {
  return restore && status !== 'InService' ? 'It ran before: start it' : `Its status is ${status}`;
}
