import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App } from 'aws-cdk-lib';
import { context } from '../../examples/private-studio/cdk.json';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import { accessGraph } from './access-graph';
import { apiUrl, checkedSteps } from './access-steps';
import { heading, mark, say } from './console';
import { endpointTable } from './endpoint-table';
import { packFindings } from './findings';
import { mermaid } from './mermaid';
import { checkedNetwork } from './network-checks';
import { networkGraph, zonesOf } from './network-graph';
import { synthesisFailures, synthesize, tellOfSynthesis } from './synthesis';
import { asText, readTemplate, resourcesOfType, type Template } from './template';

/** Tells of Studio in a private network and gives what is wrong with it. */
export function tellOfStudio(): string[] {
  heading('Private Studio');
  const { output, succeeded } = synthesize('private-studio');
  const packs = packFindings('private-studio');
  const file = join(output, 'PrivateStudio.template.json');
  const failures = existsSync(file) ? tellOfTemplate(readTemplate(file)) : [];
  tellOfSynthesis(succeeded, packs);
  if (existsSync(file)) {
    const stack = new PrivateStudioStack(new App({ context }), 'PrivateStudio', { env: CORPORATE_NETWORK.env });
    tellOfNetwork(stack, readTemplate(file), output);
  }
  return [...synthesisFailures('private-studio', succeeded), ...packs.flatMap(({ open }) => open), ...failures];
}

/** Gives what does not hold. */
function tellOfTemplate(template: Template): string[] {
  const users = resourcesOfType(template, 'AWS::SageMaker::UserProfile').map(([, { UserProfileName }]) =>
    asText(UserProfileName),
  );
  const images = resourcesOfType(template, 'AWS::SageMaker::ImageVersion').map(([, { BaseImage }]) =>
    asText(BaseImage),
  );
  say(
    `  ${Object.keys(template.Resources).length} resources: a VPC, a Studio domain for ${users.join(', ')}, the API that opens it, and the image`,
  );
  images.forEach((image) => {
    say(`  ${image}`);
  });
  const checks = checkedNetwork(template);
  for (const { statement, held } of checks) {
    mark(held, statement);
  }
  return [...checks, ...tellOfAccess(template)]
    .filter(({ held }) => !held)
    .map(({ statement }) => `PrivateStudio: ${statement}`);
}

/** The way from a browser to Studio, step by step. */
function tellOfAccess(template: Template): { statement: string; held: boolean }[] {
  heading('Its API of presigned URLs');
  say(`  ${apiUrl(template)}`);
  const steps = checkedSteps(template);
  for (const { number, statement, held, resources } of steps) {
    mark(held, `${String(number).padStart(2)} ${statement}`);
    if (resources.length) {
      say(`       ${resources.join(', ')}`);
    }
  }
  return steps;
}

function tellOfNetwork({ endpoints, forwarderConfig }: PrivateStudioStack, template: Template, output: string): void {
  heading('Its endpoints');
  endpointTable(endpoints, zonesOf(template)).forEach((line) => {
    say(`  ${line}`.trimEnd());
  });
  heading('What the corporate DNS servers forward');
  for (const zone of forwarderConfig.zones) {
    say(`  ${zone}`);
  }
  say(`  to ${forwarderConfig.resolverAddresses.join(' and ')}`);
  heading('Where the files are');
  for (const file of [...writePictures(template, output), ...forwarderFiles(output)]) {
    say(`  ${relative(process.cwd(), file)}`);
  }
}

/** The pictures of the network and of the way to Studio, beside their template. */
export function writePictures(template: Template, directory: string): string[] {
  const pictures = { 'network.mmd': networkGraph(template), 'access.mmd': accessGraph(template) };
  return Object.entries(pictures).map(([name, graph]) => {
    const file = join(directory, name);
    writeFileSync(file, mermaid(graph));
    return file;
  });
}

function forwarderFiles(output: string): string[] {
  const directory = join(output, 'forwarders');
  return existsSync(directory) ? readdirSync(directory).map((name) => join(directory, name)) : [];
}
