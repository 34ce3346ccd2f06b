import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { studio } from '../../../src';
import { testApp } from '../../app';

export const ENV = { account: '111122223333', region: 'eu-central-1' };
export const ISSUER = 'https://idp.example.com/tenant';
export const RESOURCE = 'Custom::StudioUserDirectory';
export const TABLE = 'AWS::DynamoDB::Table';

export function testStack(): Stack {
  return new Stack(testApp(), 'Stack', { env: ENV });
}

/** A user profile that exists, in a domain that exists. */
export function profileIn(stack: Stack, name = 'alice', domainId = 'd-a1b2c3d4e5f6'): studio.IUserProfile {
  const id = `Domain${domainId}`;
  const domain =
    (stack.node.tryFindChild(id) as unknown as studio.IDomain) ??
    studio.Domain.fromDomainAttributes(stack, id, { domainId });
  return studio.UserProfile.fromUserProfileAttributes(stack, `Profile${name}`, { domain, userProfileName: name });
}

/** The files of users that an app gives to its deployment, by the names of their owners. */
export function userFiles(stack: Stack): Record<string, string> {
  const outdir = (stack.node.root as App).synth().directory;
  const folders = readdirSync(outdir).map((name) => join(outdir, name, 'directory'));
  const files = folders.flatMap((folder) =>
    filesIn(folder).map((name) => [name.replace(/\.json$/, ''), readFileSync(join(folder, name), 'utf-8')]),
  );
  return Object.fromEntries(files);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
