import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { entriesInOrder } from '../../private/order';
import { LOGO_FILE, PORTAL_LAYER_FOLDER, TEXTS_FILE } from '../shared/portal/settings';
import { PORTAL_TEXTS, type TextTable } from '../shared/portal/texts';
import type { PortalPages } from './props';

/** The texts and the logo of the operator, as a layer of the functions that show pages. */
export class PortalPagesLayer extends Construct {
  public readonly layer: lambda.ILayerVersion;

  constructor(scope: Construct, id: string, pages: PortalPages) {
    super(scope, id);
    const source = mkdtempSync(join(tmpdir(), 'portal-pages-'));
    const folder = join(source, PORTAL_LAYER_FOLDER);
    mkdirSync(folder);
    writeFileSync(join(folder, TEXTS_FILE), JSON.stringify(textTable(pages)));
    if (pages.logo) {
      writeFileSync(join(folder, LOGO_FILE), pages.logo._content);
    }
    const asset = new Asset(this, 'Files', { path: source });
    // If assets are not staged, the deployment reads the files from the source folder.
    if (!isAbsolute(asset.assetPath)) {
      rmSync(source, { recursive: true });
    }
    const version = new lambda.CfnLayerVersion(this, 'Layer', {
      content: { s3Bucket: asset.s3BucketName, s3Key: asset.s3ObjectKey },
      description: 'Texts and logo of the portal of Studio',
    });
    this.layer = lambda.LayerVersion.fromLayerVersionArn(this, 'Version', version.ref);
  }
}

/** Title, contact and notice are the same in every language, unless the language has its own. */
export function textTable({ title, contact, notice, texts = {} }: PortalPages): TextTable {
  const common = Object.entries({ title, contact, notice }).filter(([, text]) => text !== undefined);
  const languages = [...new Set([...Object.keys(PORTAL_TEXTS), ...Object.keys(texts)])].sort();
  return Object.fromEntries(
    languages.map((language) => [language, Object.fromEntries([...common, ...entriesInOrder(texts[language] ?? {})])]),
  );
}
