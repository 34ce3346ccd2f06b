import { Aims } from './aims';
import { AuthorizerScenario } from './authorizer';
import { measureColdStarts, type Start } from './cold-start';
import { type Job, type Load, LoadedBundle, loaded } from './load';
import { explainMethod, MANY, measureSoak, quietest, reportLoad, reportMemory } from './load-table';
import { explainRatios, MinimalHandler, RATIO_MAX, reportRatio } from './minimal';
import { PortalScenario } from './portal';
import { ReconcilerScenario } from './reconciler';
import { UrlFunctionScenario } from './url-function';

const WARM_UP = 300;

/** Measures the bundles of private access as they are shipped, in separate processes. Returns the aims that were missed. */
export async function measureAccess(): Promise<readonly string[]> {
  const aims = new Aims();
  const [urlFunction, authorizer, reconciler, portal] = await Promise.all([
    UrlFunctionScenario.start(),
    AuthorizerScenario.start(),
    ReconcilerScenario.start(),
    PortalScenario.start(),
  ]);
  try {
    await measureColdStarts(aims, [...(await starts(urlFunction, authorizer, reconciler)), portal.coldStart]);
    await compareUrlFunction(aims, urlFunction);
    await compareAuthorizer(aims, authorizer);
    explainMethod();
    await measureUrlFunction(aims, urlFunction);
    await measureAuthorizer(aims, authorizer);
    await measureReconciler(aims, reconciler);
  } finally {
    await Promise.all([urlFunction.stop(), authorizer.stop(), reconciler.stop(), portal.stop()]);
  }
  return aims.misses;
}

async function starts(
  urlFunction: UrlFunctionScenario,
  authorizer: AuthorizerScenario,
  reconciler: ReconcilerScenario,
): Promise<Start[]> {
  const users = reconciler.users(10);
  const [issue] = urlFunction.jobs(1, 1);
  const [authorize] = await authorizer.jobs(1, 'RS256');
  const differs = (result: string, { expected }: Job) => (result === expected ? [] : [`got ${result}`]);
  const authorizing = {
    bundle: authorizer.bundle,
    event: () => authorize.event,
    faults: (answer: unknown) => differs(authorizer.resultOf(answer), authorize),
  };
  return [
    { what: 'authorizer, keys pinned', ...authorizing, environment: authorizer.pinned },
    { what: 'authorizer, keys fetched', ...authorizing, environment: authorizer.environment },
    {
      what: 'URL function',
      bundle: urlFunction.bundle,
      environment: urlFunction.environment,
      event: () => issue.event,
      faults: (answer) => differs(urlFunction.resultOf(answer), issue),
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

async function compareUrlFunction(aims: Aims, scenario: UrlFunctionScenario): Promise<void> {
  const ours = new LoadedBundle(scenario);
  const minimal = await MinimalHandler.load(scenario);
  let users = 0;
  const newcomers = (count: number) => {
    users += count;
    return scenario.jobs(count, count, users);
  };
  for (const bundle of [ours, minimal.bundle]) {
    await bundle.run(newcomers(WARM_UP), 1);
  }
  explainRatios();
  const compared = { ours, minimal: minimal.bundle, ratioMax: RATIO_MAX };
  await reportRatio(aims, 'URL function', 'new users', { ...compared, jobs: () => newcomers(200) });
  await reportRatio(aims, 'URL function', 'a known user', { ...compared, jobs: () => scenario.jobs(200, 1) });
  await ours.end();
  await minimal.end(aims, 'URL function');
}

/** With pinned keys, so that neither of the two waits for keys. It calls no service, so the ratio has no limit. */
async function compareAuthorizer(aims: Aims, scenario: AuthorizerScenario): Promise<void> {
  const { bundle, outcome, pinned: environment } = scenario;
  const withPinnedKeys = { bundle, outcome, environment, resultOf: scenario.resultOf.bind(scenario) };
  const ours = new LoadedBundle(withPinnedKeys);
  const minimal = await MinimalHandler.load(withPinnedKeys);
  for (const alg of ['RS256', 'ES256']) {
    const jobs = await scenario.jobs(1000, alg);
    for (const loaded of [ours, minimal.bundle]) {
      await loaded.run(jobs.slice(0, WARM_UP), 1);
    }
    await reportRatio(aims, 'authorizer', `${alg} tokens`, { ours, minimal: minimal.bundle, jobs: () => jobs });
  }
  await ours.end();
  await minimal.end(aims, 'authorizer');
}

async function measureUrlFunction(aims: Aims, scenario: UrlFunctionScenario): Promise<void> {
  const bundle = new LoadedBundle(scenario);
  const before = { reads: scenario.calls('Query'), urls: scenario.calls('CreatePresignedDomainUrl') };
  let users = 0;
  const newcomers = (count: number) => {
    users += count;
    return scenario.jobs(count, count, users);
  };
  await bundle.run(newcomers(WARM_UP), 1);
  reportLoad(aims, 'URL function', 'new users', await quietest(() => bundle.run(newcomers(200), 1)));
  reportLoad(aims, 'URL function', 'a known user', await quietest(() => bundle.run(scenario.jobs(200, 1), 1)));
  reportLoad(aims, 'URL function', 'new users', await quietest(() => bundle.run(newcomers(600), MANY)));
  reportLoad(aims, 'URL function', 'known users', await quietest(() => bundle.run(scenario.jobs(600, MANY), MANY)));
  await measureSoak(aims, 'URL function', bundle, {
    rounds: 5,
    requests: 800,
    newcomers: async (count) => newcomers(count),
    perUserMax: 400,
  });
  await reportFaults(aims, 'URL function', bundle);
  aims.equal('URL function, entries read', scenario.calls('Query') - before.reads, bundle.requests);
  aims.equal('URL function, URLs made', scenario.calls('CreatePresignedDomainUrl') - before.urls, bundle.requests);
}

async function measureAuthorizer(aims: Aims, scenario: AuthorizerScenario): Promise<void> {
  const bundle = new LoadedBundle(scenario);
  const before = scenario.asked;
  for (const alg of ['RS256', 'ES256']) {
    const jobs = await scenario.jobs(1000, alg);
    await bundle.run(jobs.slice(0, WARM_UP), 1);
    reportLoad(aims, 'authorizer', `${alg} tokens`, await quietest(() => bundle.run(jobs, 1)));
    reportLoad(aims, 'authorizer', `${alg} tokens`, await quietest(() => bundle.run(jobs, MANY)));
  }
  let users = 0;
  const newcomers = (count: number) => {
    users += count;
    return scenario.jobs(count, 'ES256', users);
  };
  await measureSoak(aims, 'authorizer', bundle, { rounds: 5, requests: 2000, newcomers, perUserMax: 100 });
  await reportFaults(aims, 'authorizer', bundle);
  aims.equal('authorizer, times the keys were fetched', scenario.asked - before, 1);
}

/** Ends the process. */
async function reportFaults(aims: Aims, handler: string, bundle: LoadedBundle): Promise<void> {
  await bundle.end();
  aims.none(`${handler}, answers and records`, bundle.faults);
  say(
    `${handler}: ${bundle.requests} requests in all; ${bundle.faults.length} answers or records were missing, wrong or somebody else's`,
  );
}

async function measureReconciler(aims: Aims, scenario: ReconcilerScenario): Promise<void> {
  const users = scenario.users(2000);
  const bundle = loaded(scenario);
  scenario.reset();
  for (const what of ['a list', 'the same list again']) {
    const { result } = await bundle.call({ events: [scenario.deployment(users)], users: 1 });
    const { own, elapsed, rss } = result as Load;
    const faults = scenario.faults(users);
    aims.none(`reconciler, ${what}`, faults);
    const memory = reportMemory(aims, `reconciler, ${what}`, rss);
    say(
      `reconciler: ${what} of ${users.length} users; own ${own[0].toFixed(0)} ms, answer ${elapsed.toFixed(0)} ms, RSS ${memory} MiB, ${faults.length} faults`,
    );
  }
  await bundle.end();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
