import type { IConstruct } from 'constructs';
import type { Fault } from '../../private/errors';
import { foreignFaults, used } from '../../private/life-cycle/foreign';
import type { UserSettings } from './user-settings';

/** Faults of lifecycle configurations of another account or region, where the applications are not. */
export function foreignConfigFaults(scope: IConstruct, { jupyterLab, codeEditor }: UserSettings): Fault[] {
  const configsOf = (prop: string, settings: UserSettings['jupyterLab']) =>
    [...(settings?.lifecycleConfigs ?? []), settings?.defaultLifecycleConfig, settings?.builtInLifecycleConfig].map(
      (config) => used(`a lifecycle configuration of ${prop}`, config?.studioLifecycleConfigArn, true),
    );
  return foreignFaults(scope, [...configsOf('jupyterLab', jupyterLab), ...configsOf('codeEditor', codeEditor)]);
}
