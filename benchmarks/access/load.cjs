// Loads a bundle once and sends it the requests of each message, as many at a time as there are users.
const { handler } = require(process.argv[2]);

const context = { awsRequestId: 'lambda-request', getRemainingTimeInMillis: () => 900_000 };

process.on('message', async ({ events, users }) => {
  const load = await run(events, users);
  gc();
  const { heapUsed, rss } = process.memoryUsage();
  process.send({ result: { ...load, heapUsed, rss } });
});

async function run(events, users) {
  const answers = [];
  const own = [];
  const waits = [];
  let next = 0;
  let mark = process.cpuUsage();
  const start = performance.now();
  const user = async () => {
    while (next < events.length) {
      const index = next++;
      const sent = performance.now();
      answers[index] = await handler(events[index], context).catch((error) => ({ error: error.message }));
      waits.push(performance.now() - sent);
      // All threads of the process. One user's request has them for itself; of several users' each has its part.
      if (waits.length % users === 0) {
        const spent = process.cpuUsage(mark);
        own.push((spent.user + spent.system) / 1000 / users);
        mark = process.cpuUsage();
      }
    }
  };
  await Promise.all(Array.from({ length: users }, user));
  return { answers, own, waits, elapsed: performance.now() - start };
}
