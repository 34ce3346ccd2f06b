import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueSource } from '../../projenrc/conditions/catalogue';
import { CATALOGUE_KEYS } from '../../src/conditions/catalogue';
import { everyKey } from './support';

const FAMILY = /\/\$\{\w+\}$/;

describe('the catalogue of condition keys', () => {
  test('is what the locked version of the public data says: run `npx projen catalogue` after an upgrade', async () => {
    const committed = readFileSync(join(__dirname, '..', '..', 'src', 'conditions', 'catalogue.ts'), 'utf-8');
    expect(committed).toBe(await catalogueSource());
  });

  test('names the key that replaced each deprecated one, and no action that honours the latter', () => {
    const deprecated = Object.entries(CATALOGUE_KEYS).filter(([, { replacedBy }]) => replacedBy);
    expect(deprecated.map(([name, { replacedBy, actions }]) => [name, replacedBy, actions])).toEqual([
      ['sagemaker:DomainSharingOutputKmsKey', 'sagemaker:DomainSharingOutputKmsKeyArn', undefined],
      ['sagemaker:FeatureGroupOfflineStoreKmsKey', 'sagemaker:FeatureGroupOfflineStoreKmsKeyArn', undefined],
      ['sagemaker:FeatureGroupOnlineStoreKmsKey', 'sagemaker:FeatureGroupOnlineStoreKmsKeyArn', undefined],
      ['sagemaker:HomeEfsFileSystemKmsKey', 'sagemaker:VolumeKmsKeyArn', undefined],
      ['sagemaker:OutputKmsKey', 'sagemaker:OutputKmsKeyArn', undefined],
      ['sagemaker:VolumeKmsKey', 'sagemaker:VolumeKmsKeyArn', undefined],
    ]);
  });

  test('has a static of ConditionKey for every live key that is no family, and for no other', () => {
    const live = Object.entries(CATALOGUE_KEYS).filter(([name, { replacedBy }]) => !replacedBy && !FAMILY.test(name));
    const catalogued = everyKey().filter(([, { everyAction }]) => !everyAction);
    expect(catalogued.map(([, { name }]) => name).sort()).toEqual(live.map(([name]) => name).sort());
  });
});
