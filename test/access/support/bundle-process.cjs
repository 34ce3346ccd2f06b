// Runs a bundle as Lambda would: it is loaded once, and called for each message.
const { handler } = require(process.argv[2]);

process.on('message', async (event) => {
  try {
    process.send({ result: await handler(event, { awsRequestId: 'lambda-request' }) });
  } catch (error) {
    process.send({ error: error.message });
  }
});
