// Runs the code of a function as Lambda would: it is loaded once, and called for each message.
const { handler } = require(process.argv[2]);

process.on('message', async ({ id, event, requestId, deadline }) => {
  try {
    const result = await handler(event, {
      awsRequestId: requestId,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    });
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
