import type { Request } from './decision';
import type { Statement } from './document';

type Principal = NonNullable<Request['principal']>;

function arnIn(account: string, resource: string, partition = 'aws'): string {
  return `arn:${partition}:iam::${account}:${resource}`;
}

/** A role that no policy names. */
function roleIn(account: string, partition?: string): Principal {
  return { kind: 'AWS', id: arnIn(account, 'role/Other', partition) };
}

const STRANGERS: readonly Principal[] = [
  roleIn('999999999999'),
  { kind: 'Service', id: 'another-service.amazonaws.com' },
];

/** The account of a principal that is an account, or in one. */
const ACCOUNT = /^(?:arn:([^:]+):(?:iam|sts)::)?(\d{12})(?::.*)?$/;

/** The principals that statements name, another one of each account, and strangers; nobody where no statement names any. */
export function principalsOf(statements: readonly Statement[]): Request['principal'][] {
  const named = statements.flatMap(({ principals }) => principals ?? []);
  if (named.length === 0) {
    return [undefined];
  }
  const principals = named.flatMap(([kind, id]): Principal[] => {
    const [, partition, account] = (kind === 'AWS' && ACCOUNT.exec(id)) || [];
    const others = account ? [roleIn(account, partition)] : [];
    if (id === '*') {
      return others;
    }
    return [{ kind, id: id === account ? arnIn(account, 'root') : id }, ...others];
  });
  return [...new Map([...principals, ...STRANGERS].map((each) => [JSON.stringify(each), each])).values()];
}
