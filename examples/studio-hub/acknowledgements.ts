import {
  accessAcknowledgements,
  accessRoleAcknowledgements,
  portalAcknowledgements,
} from '../shared/access-acknowledgements';
import type { Acknowledgement } from '../shared/acknowledgement';
import { domainAcknowledgements, vpcAcknowledgements } from '../shared/domain-acknowledgements';
import type { HubStacks, TeamStacks } from './stacks';

/** Each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({ network, access, teams }: HubStacks): Acknowledgement[] {
  return [
    ...vpcAcknowledgements(network.network.vpc),
    ...accessAcknowledgements(access.access),
    ...portalAcknowledgements(access.access),
    ...teams.flatMap((team) => [
      ...vpcAcknowledgements(team.studio.network.vpc),
      ...domainAcknowledgements(team.studio.domain),
      ...accessRoleAcknowledgements(team.access.accessRole, importedDomain(team)),
    ]),
  ];
}

/** By the name of the export, which is all that the other stack has of it. */
function importedDomain({ studio }: TeamStacks): string {
  return `${studio.stackName}:ExportsOutputRefDomain66AC69E084F15077`;
}
