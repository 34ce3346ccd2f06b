import { Aims } from './aims';
import { AuthorizerSurroundings } from './authorizer';
import { type Start, tellOfColdStarts } from './cold-start';
import { type Job, type Load, LoadedBundle, loaded } from './load';
import { MANY, quietest, tellOfLoad, tellOfMemory, tellOfMethod, tellOfSoak } from './load-table';
import { ReconcilerSurroundings } from './reconciler';
import { UrlFunctionSurroundings } from './url-function';

const WARM_UP = 300;

/** The bundles of private access as they are shipped, in processes of their own. Gives what misses its aim, and by how much. */
export async function tellOfAccess(): Promise<readonly string[]> {
  const aims = new Aims();
  const [urlFunction, authorizer, reconciler] = await Promise.all([
    UrlFunctionSurroundings.start(),
    AuthorizerSurroundings.start(),
    ReconcilerSurroundings.start(),
  ]);
  try {
    await tellOfColdStarts(aims, await starts(urlFunction, authorizer, reconciler));
    tellOfMethod();
    await tellOfUrlFunction(aims, urlFunction);
    await tellOfAuthorizer(aims, authorizer);
    await tellOfReconciler(aims, reconciler);
  } finally {
    await Promise.all([urlFunction.stop(), authorizer.stop(), reconciler.stop()]);
  }
  return aims.misses;
}

async function starts(
  urlFunction: UrlFunctionSurroundings,
  authorizer: AuthorizerSurroundings,
  reconciler: ReconcilerSurroundings,
): Promise<Start[]> {
  const users = reconciler.users(10);
  const [issue] = urlFunction.jobs(1, 1);
  const [authorize] = await authorizer.jobs(1, 'RS256');
  const differs = (told: string, { expected }: Job) => (told === expected ? [] : [`told ${told}`]);
  const authorizing = {
    bundle: authorizer.bundle,
    event: () => authorize.event,
    faults: (answer: unknown) => differs(authorizer.told(answer), authorize),
  };
  return [
    { what: 'authorizer, keys pinned', ...authorizing, environment: authorizer.pinned },
    { what: 'authorizer, keys fetched', ...authorizing, environment: authorizer.environment },
    {
      what: 'URL function',
      bundle: urlFunction.bundle,
      environment: urlFunction.environment,
      event: () => issue.event,
      faults: (answer) => differs(urlFunction.told(answer), issue),
    },
    {
      what: 'reconciler',
      bundle: reconciler.bundle,
      environment: reconciler.environment,
      event: () => reconciler.deployment(users),
      faults: () => reconciler.faults(users),
    },
  ];
}

async function tellOfUrlFunction(aims: Aims, surroundings: UrlFunctionSurroundings): Promise<void> {
  const bundle = new LoadedBundle(surroundings);
  const before = { reads: surroundings.calls('GetItem'), urls: surroundings.calls('CreatePresignedDomainUrl') };
  let users = 0;
  const newcomers = (count: number) => {
    users += count;
    return surroundings.jobs(count, count, users);
  };
  await bundle.run(newcomers(WARM_UP), 1);
  tellOfLoad(aims, 'URL function', 'new users', await quietest(() => bundle.run(newcomers(200), 1)));
  tellOfLoad(aims, 'URL function', 'a known user', await quietest(() => bundle.run(surroundings.jobs(200, 1), 1)));
  tellOfLoad(aims, 'URL function', 'new users', await quietest(() => bundle.run(newcomers(600), MANY)));
  tellOfLoad(aims, 'URL function', 'known users', await quietest(() => bundle.run(surroundings.jobs(600, MANY), MANY)));
  await tellOfSoak(aims, 'URL function', bundle, {
    rounds: 5,
    requests: 800,
    newcomers: async (count) => newcomers(count),
    perUserMax: 400,
  });
  await tellOfFaults(aims, 'URL function', bundle);
  aims.equal('URL function, entries read', surroundings.calls('GetItem') - before.reads, bundle.requests);
  aims.equal('URL function, URLs made', surroundings.calls('CreatePresignedDomainUrl') - before.urls, bundle.requests);
}

async function tellOfAuthorizer(aims: Aims, surroundings: AuthorizerSurroundings): Promise<void> {
  const bundle = new LoadedBundle(surroundings);
  const before = surroundings.asked;
  for (const alg of ['RS256', 'ES256']) {
    const jobs = await surroundings.jobs(1000, alg);
    await bundle.run(jobs.slice(0, WARM_UP), 1);
    tellOfLoad(aims, 'authorizer', `${alg} tokens`, await quietest(() => bundle.run(jobs, 1)));
    tellOfLoad(aims, 'authorizer', `${alg} tokens`, await quietest(() => bundle.run(jobs, MANY)));
  }
  let users = 0;
  const newcomers = (count: number) => {
    users += count;
    return surroundings.jobs(count, 'ES256', users);
  };
  await tellOfSoak(aims, 'authorizer', bundle, { rounds: 5, requests: 2000, newcomers, perUserMax: 100 });
  await tellOfFaults(aims, 'authorizer', bundle);
  aims.equal('authorizer, times the keys were fetched', surroundings.asked - before, 1);
}

/** Ends the process. */
async function tellOfFaults(aims: Aims, handler: string, bundle: LoadedBundle): Promise<void> {
  await bundle.end();
  aims.none(`${handler}, answers and records`, bundle.faults);
  say(
    `${handler}: ${bundle.requests} requests in all; ${bundle.faults.length} answers or records were missing, wrong or somebody else's`,
  );
}

async function tellOfReconciler(aims: Aims, surroundings: ReconcilerSurroundings): Promise<void> {
  const users = surroundings.users(2000);
  const bundle = loaded(surroundings);
  surroundings.reset();
  for (const what of ['a list', 'the same list again']) {
    const { result } = await bundle.call({ events: [surroundings.deployment(users)], users: 1 });
    const { own, elapsed, rss } = result as Load;
    const faults = surroundings.faults(users);
    aims.none(`reconciler, ${what}`, faults);
    const memory = tellOfMemory(aims, `reconciler, ${what}`, rss);
    say(
      `reconciler: ${what} of ${users.length} users; own ${own[0].toFixed(0)} ms, answer ${elapsed.toFixed(0)} ms, RSS ${memory} MiB, ${faults.length} faults`,
    );
  }
  await bundle.end();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
