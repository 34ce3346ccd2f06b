import { checkMaxLength, checkPattern } from '../private/checks';
import { type Fault, faultsOf } from '../private/errors';
import { NOTEBOOK_NAME_MAX } from '../private/limits';

export function notebookNameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidNotebookName', [
    ...checkPattern('notebookInstanceName', name, /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, 'letters, digits and inner hyphens'),
    ...checkMaxLength('notebookInstanceName', name, NOTEBOOK_NAME_MAX),
  ]);
}
