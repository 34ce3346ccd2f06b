import { checkName } from '../private/checks';
import { type Fault, faultsOf } from '../private/errors';
import { NOTEBOOK_NAME_MAX } from '../private/limits';

export function notebookNameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidNotebookName', checkName('notebookInstanceName', name, NOTEBOOK_NAME_MAX));
}
