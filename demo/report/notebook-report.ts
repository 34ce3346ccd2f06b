import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { heading, mark, say } from './console';
import { NOTEBOOK_CONTROLS } from './controls';
import { packFindings } from './findings';
import { synthesisFailures, synthesize, tellOfSynthesis } from './synthesis';
import { asText, type Properties, readTemplate, referenced, resourcesOfType, type Template } from './template';
import { trustInWords } from './trust-in-words';

/** Tells of the notebook instance and gives what is wrong with it. */
export function tellOfNotebook(): string[] {
  heading('Secure notebook');
  const { output, succeeded } = synthesize('secure-notebook');
  const packs = packFindings('secure-notebook');
  const file = join(output, 'SecureNotebook.template.json');
  const failures = existsSync(file) ? tellOfTemplate(readTemplate(file)) : [];
  heading('Rule packs and template validation');
  tellOfSynthesis(succeeded, packs);
  return [...synthesisFailures('secure-notebook', succeeded), ...packs.flatMap(({ open }) => open), ...failures];
}

/** Gives the controls that do not hold. */
function tellOfTemplate(template: Template): string[] {
  tellOfResources(template);
  const failures: string[] = [];
  for (const [id, notebook] of resourcesOfType(template, 'AWS::SageMaker::NotebookInstance')) {
    heading(`The notebook instance ${id}`);
    for (const { statement, ids, holds } of NOTEBOOK_CONTROLS) {
      const held = holds(notebook, template);
      if (!held) {
        failures.push(`${id}: ${statement}`);
      }
      mark(held, `${statement.padEnd(62)} ${ids.join(', ')}`);
    }
    tellOfRole(notebook, template);
  }
  return failures;
}

function tellOfResources(template: Template): void {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(template.Resources)) {
    counts.set(Type, (counts.get(Type) ?? 0) + 1);
  }
  heading(`${Object.keys(template.Resources).length} resources`);
  for (const [type, count] of [...counts].sort()) {
    say(`  ${String(count).padStart(3)}  ${type}`);
  }
}

function tellOfRole(notebook: Properties, template: Template): void {
  const id = referenced(notebook.RoleArn) ?? '';
  heading(`Who may assume its role ${id}`);
  trustInWords(template.Resources[id].Properties?.AssumeRolePolicyDocument as Properties).forEach(say);
  heading('What the role may do');
  for (const [, { PolicyDocument }] of resourcesOfType(template, 'AWS::IAM::ManagedPolicy')) {
    for (const { Action, Resource } of (PolicyDocument as { Statement: Properties[] }).Statement) {
      say(`  ${[Action].flat().join(', ')}`);
      for (const resource of [Resource].flat()) {
        say(`      on ${asText(resource)}`);
      }
    }
  }
}
