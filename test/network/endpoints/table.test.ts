import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as ts from 'typescript';
import { dnsPlaceOf, NO_KNOWN_HOSTS } from '../../../src/network/dns/hosts';
import type { EndpointRow } from '../../../src/network/endpoints/row';
import { ENDPOINT_TABLE } from '../../../src/network/endpoints/table';
import { nodesOf, readSources, type Source } from '../../contract/source';
import { EndpointService, endpointStack } from './setup';

const ROWS = Object.entries<EndpointRow>(ENDPOINT_TABLE);
const REGIONS = ['us-east-1', 'us-gov-west-1', 'cn-north-1'];

for (const [id, { hosts }] of ROWS) {
  // TypeScript finds this too, but tests run without it.
  if (!hosts) {
    const remedy = 'use a function of src/network/dns/hosts.ts, or NO_KNOWN_HOSTS';
    throw new Error(`${id} in src/network/endpoints/table.ts has no hosts: ${remedy}`);
  }
}

/** The zones of a row in all partitions. */
function zonesOf({ hosts }: EndpointRow): string[] {
  return REGIONS.flatMap((region) => hosts.zonesIn(dnsPlaceOf(endpointStack(region)))).map(({ name }) => name);
}

describe('every row of the table', () => {
  test('has a constant with its id', () => {
    const constants = Object.entries(EndpointService).filter(([, one]) => one instanceof EndpointService);
    const ids = constants.map(([id]) => id);
    const missing = ROWS.map(([id]) => id).filter((id) => !ids.includes(id));
    expect(missing.map((id) => `${id} has no constant: add one to src/network/endpoints/service.ts`)).toEqual([]);
    expect(ids).toEqual(Object.keys(ENDPOINT_TABLE));
    expect(constants.map(([, service]) => (service as typeof EndpointService.STS).id)).toEqual(ids);
  });

  test('is the documentation of its constant', () => {
    const [{ ast }] = readSources().filter(({ path }) => path === 'network/endpoints/service.ts');
    const documented = new Map(
      nodesOf(ast)
        .filter(ts.isPropertyDeclaration)
        .map((node) => [node.name.getText(), ts.getJSDocCommentsAndTags(node)[0]?.comment]),
    );
    const wrong = ROWS.map(([id, { prefix, service, purpose }]) => ({
      id,
      comment: `\`${prefix ? `${prefix}.` : ''}${service}\`: ${purpose}.`,
    })).filter(({ id, comment }) => documented.get(id) !== comment);
    expect(
      wrong.map(({ id, comment }) => `${id} in src/network/endpoints/service.ts needs the comment /** ${comment} */`),
    ).toEqual([]);
  });

  test.each(ROWS)('is complete: %s', (_, { service, purpose, link, partitions = [], regions = [], fips }) => {
    const known = RegionInfo.regions;
    expect(service).toMatch(/^[a-z0-9.-]+$/);
    expect(purpose).toMatch(/^[a-zA-Z].{4,120}[^.]$/);
    expect(link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
    expect(partitions.filter((partition) => !known.some((one) => one.partition === partition))).toEqual([]);
    expect(regions.filter((region) => !known.some(({ name }) => name === region))).toEqual([]);
    expect([undefined, ...Object.keys(ENDPOINT_TABLE)]).toContain(fips);
  });

  test('has zones of its own, or says that none are known', () => {
    const none = ROWS.filter(([, { hosts }]) => hosts === NO_KNOWN_HOSTS).map(([id]) => id);
    expect(none).toEqual([
      'SAGEMAKER_PARTNER_APP',
      'SAGEMAKER_FEATURESTORE_RUNTIME_FIPS',
      'SAGEMAKER_DATA_SCIENCE_ASSISTANT',
      'DYNAMODB',
      'CONSOLE',
      'SIGNIN',
    ]);
    expect(ROWS.filter(([, row]) => zonesOf(row).length === 0).map(([id]) => id)).toEqual(none);
  });

  test('has its own zones, but for the two endpoints of S3 and the FIPS host of the runtime in GovCloud', () => {
    const owners = ROWS.flatMap(([id, row]) => zonesOf(row).map((zone) => ({ id, zone })));
    const shared = owners.filter(({ zone }, index) => owners.findIndex((other) => other.zone === zone) !== index);
    expect(shared).toEqual([
      { id: 'SAGEMAKER_RUNTIME_FIPS', zone: 'runtime.sagemaker.us-gov-west-1.amazonaws.com' },
      { id: 'S3_INTERFACE', zone: 's3.us-east-1.amazonaws.com' },
      { id: 'S3_INTERFACE', zone: 's3.us-gov-west-1.amazonaws.com' },
      { id: 'S3_INTERFACE', zone: 's3.cn-north-1.amazonaws.com.cn' },
    ]);
  });
});

describe('the table', () => {
  test('says which services people use from their own networks', () => {
    expect(ROWS.filter(([, { forPeople }]) => forPeople).map(([id]) => id)).toEqual([
      'SAGEMAKER_API',
      'SAGEMAKER_API_FIPS',
      'SAGEMAKER_RUNTIME',
      'SAGEMAKER_RUNTIME_FIPS',
      'SAGEMAKER_STUDIO',
      'SAGEMAKER_NOTEBOOK',
      'SAGEMAKER_EXPERIMENTS',
    ]);
  });

  test('has names of their own per partition for what browsers open', () => {
    expect(ROWS.filter(([, { hosts }]) => hosts.browser).map(([id]) => id)).toEqual([
      'SAGEMAKER_STUDIO',
      'SAGEMAKER_NOTEBOOK',
      'SAGEMAKER_EXPERIMENTS',
    ]);
  });

  test('has hosts that a record cannot point to for S3 only', () => {
    expect(ROWS.filter(([, { hosts }]) => hosts.noAlias).map(([id]) => id)).toEqual(['S3', 'S3_INTERFACE']);
  });
});

describe('names of services and of their hosts', () => {
  const labels = new Set(ROWS.flatMap(([, row]) => [row.service, ...zonesOf(row).flatMap(labelsOf)]));

  /** What stands before the region in the name of a zone. */
  function labelsOf(zone: string): string[] {
    return REGIONS.filter((region) => zone.includes(`.${region}.`)).map((region) => zone.split(`.${region}.`)[0]);
  }

  /** The texts in the code of a file, with those around the placeholders of templates. */
  function textsOf({ ast }: Source): string[] {
    return nodesOf(ast)
      .filter(
        (node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node),
      )
      .filter(({ parent }) => !ts.isImportDeclaration(parent) && !ts.isExportDeclaration(parent))
      .map((node) => (node as ts.LiteralLikeNode).text);
  }

  const files = readSources()
    .filter(({ path }) => path !== 'network/endpoints/table.ts')
    .map((file) => ({ path: file.path, texts: textsOf(file) }));

  /** The files that name one, alone or at the beginning of a host name. */
  function filesWith(names: readonly string[], folder = ''): Record<string, string[]> {
    const found = files
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, texts }): [string, string[]] => [
        path,
        names.filter((name) => texts.some((text) => text === name || `.${text}`.endsWith(`.${name}.`))),
      ]);
    return Object.fromEntries(found.filter(([, those]) => those.length > 0));
  }

  test('are in the table only; other files of the network name kinds of policies and services of ARNs', () => {
    expect(filesWith([...labels], 'network/')).toEqual({
      'network/endpoints/policy-statements.ts': ['s3', 'execute-api'],
      'network/endpoints/row.ts': ['studio', 'notebook', 's3'],
    });
  });

  test('that cannot be confused with others are in no other file but for ARNs and the address of an API', () => {
    const unmistakable = [...labels].filter((label) => label.includes('.') || label.includes('-'));
    expect(filesWith(unmistakable)).toEqual({
      'access/api/private-api.ts': ['execute-api'],
      'conditions/catalogue.ts': ['partner-app'],
      'network/endpoints/policy-statements.ts': ['execute-api'],
      'trust/feature-resource.ts': ['partner-app'],
    });
  });
});
