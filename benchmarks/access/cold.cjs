// A fresh process, as Lambda starts one: loads a bundle and calls it once. Says what took how long, in milliseconds.
const started = performance.now();
const [, , bundle, event] = process.argv;
const { handler } = require(bundle);
const loaded = performance.now();

handler(JSON.parse(event), { awsRequestId: 'lambda-request', getRemainingTimeInMillis: () => 900_000 }).then(
  (result) => {
    const times = { node: started, load: loaded - started, answer: performance.now() - loaded };
    process.stdout.write(`\n${JSON.stringify({ ...times, result })}`);
  },
);
