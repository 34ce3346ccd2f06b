import { mermaid } from '../report/mermaid';
import type { Accounts } from './accounts';
import { conditionsTable } from './conditions';
import { accountOf, deploymentGroups, needsOf } from './order';
import { hubGraph } from './picture';
import { WhoMay, whoMayTable } from './who-may';

/** What the README of the example has from the synthesized templates. */
export const HUB_README_BLOCKS: Readonly<Record<string, (accounts: Accounts) => Promise<string>>> = {
  picture: async (accounts) => `\`\`\`mermaid\n${mermaid(hubGraph(accounts))}\`\`\``,
  'table of conditions': async (accounts) => conditionsTable(accounts).join('\n'),
  'order of deployment': async (accounts) => orderTable(accounts).join('\n'),
  'table of who may open what': async (accounts) => (await whoMayTable(new WhoMay(accounts))).join('\n'),
};

/** The order with its reasons; needs of the same kind are told once. */
function orderTable(accounts: Accounts): string[] {
  const needs = needsOf(accounts);
  const rows = deploymentGroups(accounts.stackNames, needs).map((stacks, index) => {
    const reasons = needs.filter(({ stack }) => stacks.includes(stack)).map(({ of, because }) => `${because} (${of})`);
    const where = stacks.map((stack) => `\`${stack}\` in ${accountOf(stack)}`);
    return `| ${index + 1} | ${where.join('<br>')} | ${[...new Set(reasons)].join('<br>') || '–'} |`;
  });
  return ['| | stacks | because |', '| --- | --- | --- |', ...rows];
}
