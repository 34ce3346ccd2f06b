import { version } from '../../package.json';

/** Not where it is a part of an address, which can contain the version that packages have before their release. */
const VERSION = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d.])`, 'g');

/** Asset hashes and versions change with every build, and show nothing that a release changes for users. */
export function normalized(text: string): string {
  return text
    .replace(VERSION, '<version>')
    .replace(/[0-9a-f]{64}/g, '<hash>')
    .replace(/(ApiDeployment)[0-9A-F]{8}[0-9a-f]{32}/g, '$1<hash>')
    .replace(/CurrentVersion[0-9A-F]{8}[0-9a-f]{32}/g, 'CurrentVersion<hash>');
}
