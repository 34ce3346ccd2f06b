import { Actions, ANY, denying, except, type Place, row, type Specification } from '../../specification';
import { arnLike, from, is, isTrue, notFrom, notTrue, otherArn, otherThan, type Term } from '../../terms';
import { KEY } from '../keys';

const ENDPOINTS = ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef1'];
const VPCS = ['vpc-0123456789abcdef0'];
const RANGES = ['203.0.113.0/24'];
/** Every operation that creates presigned URLs, also one that is yet to come. */
const EVERY_URL = 'Create*Presigned*Url*';
const NOTEBOOK_URL = 'CreatePresignedNotebookInstanceUrl';

/** One of several ways in is enough: each with its opposite. */
export function throughAny(
  names: readonly string[] | Actions,
  ways: readonly (readonly [way: Term, other: Term])[],
  about = ANY,
): Specification {
  const rest = names instanceof Actions ? [] : [row(except(names))];
  return denying({
    deny: [row(names, ...ways.map(([, other]) => other))],
    allow: [...ways.map(([way]) => row(names, way)), ...rest],
    about,
  });
}

export const throughEndpoints = [is(KEY.sourceVpce, ...ENDPOINTS), otherThan(KEY.sourceVpce, ...ENDPOINTS)] as const;
const fromVpc = [is(KEY.sourceVpc, ...VPCS), otherThan(KEY.sourceVpc, ...VPCS)] as const;
export const fromRanges = [from(KEY.sourceIp, ...RANGES), notFrom(KEY.sourceIp, ...RANGES)] as const;
export const byService = [isTrue(KEY.viaService), notTrue(KEY.viaService)] as const;

export function principals(...arns: string[]): readonly [Term, Term] {
  return [arnLike(KEY.principal, ...arns), otherArn(KEY.principal, ...arns)];
}

export function callers(at: Place): Record<string, Specification> {
  const roles = (name: string) => principals(at.iam(`role/${name}`, '*'));
  return {
    presignedUrlsFromNetwork: throughAny([EVERY_URL], [throughEndpoints, fromRanges]),
    presignedUrlsByPrincipals: throughAny([EVERY_URL], [roles('Portal*')]),
    apiFromNetwork: throughAny(ANY, [throughEndpoints, fromVpc, fromRanges, byService, roles('Pipelines*')]),
    'apiFromNetwork, no service roles': throughAny(ANY, [fromVpc, byService]),
    notebookUrlsFromNetwork: throughAny([NOTEBOOK_URL], [fromRanges]),
  };
}
