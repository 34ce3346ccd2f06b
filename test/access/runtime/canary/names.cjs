// Answers name lookups from the environment. Connections go to loopback, whatever the addresses are.
const dns = require('node:dns');
const promises = require('node:dns/promises');

const names = JSON.parse(process.env.NAMES);

promises.lookup = async (host) => {
  if (!(host in names)) {
    throw Object.assign(new Error(`unknown name ${host}`), { code: 'ENOTFOUND' });
  }
  return names[host].map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};
dns.lookup = (_host, options, callback) => {
  const done = callback ?? options;
  const loopback = [{ address: '127.0.0.1', family: 4 }];
  process.nextTick(() => (options.all ? done(null, loopback) : done(null, '127.0.0.1', 4)));
};
