import { Purpose, seal, unseal } from '../../../../src/access/runtime/portal/sealed';
import { InMemoryKeys, PORTAL_URL, sealPorts } from './in-memory-keys';

const HOUR = 3_600_000;
let time = 1_800_000_000_000;
const now = () => time;
let service: InMemoryKeys;

beforeEach(() => {
  service = new InMemoryKeys();
  time = 1_800_000_000_000;
});

const sealed = (ports = sealPorts(service, now)) => seal(Purpose.TOKEN, { token: 'secret-token' }, 300, ports);

describe('a sealed cookie', () => {
  test('is opened by another environment of the same portal, and hides its content', async () => {
    const cookie = await sealed();

    expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toMatchObject({ token: 'secret-token' });
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('secret-token');
  });

  test('is refused from the second on in which it expires', async () => {
    const cookie = await sealed();

    time += 299_000;
    expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toMatchObject({ token: 'secret-token' });
    time += 1_000;
    expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toBeUndefined();
  });

  test('is refused for another purpose', async () => {
    const cookie = await sealed();

    expect(await unseal(Purpose.TRANSACTION, cookie, sealPorts(service, now))).toBeUndefined();
  });

  test('of another portal is refused, even with the same key', async () => {
    const cookie = await sealed(sealPorts(service, now, `${PORTAL_URL}2`));

    expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toBeUndefined();
  });

  test('of another key is refused', async () => {
    const cookie = await sealed(sealPorts(new InMemoryKeys(), now));

    expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toBeUndefined();
  });

  test('is refused if a single character of any part is changed', async () => {
    const cookie = await sealed();
    const parts = cookie.split('.');
    const changed = parts
      .map((part, index) => ({ part, index }))
      .filter(({ part }) => part !== '')
      .map(({ part, index }) => {
        const at = Math.floor(part.length / 2);
        const other = part[at] === 'A' ? 'B' : 'A';
        const changedPart = `${part.slice(0, at)}${other}${part.slice(at + 1)}`;
        return parts.map((one, place) => (place === index ? changedPart : one)).join('.');
      });

    expect(changed).toHaveLength(4);
    for (const one of changed) {
      expect(await unseal(Purpose.TOKEN, one, sealPorts(service, now))).toBeUndefined();
    }
  });

  test.each(['', 'a.b.c', '....', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA'])(
    'that is no cookie of a portal, such as "%s", is refused',
    async (cookie) => {
      expect(await unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).toBeUndefined();
    },
  );

  test('fails instead of being refused while KMS does not answer', async () => {
    const cookie = await sealed();
    service.down = true;

    await expect(unseal(Purpose.TOKEN, cookie, sealPorts(service, now))).rejects.toThrow('no answer');
  });
});

describe('data keys', () => {
  test('are generated once an hour, and decrypted once', async () => {
    const ports = sealPorts(service, now);
    const other = sealPorts(service, now);
    const first = await sealed(ports);
    time += HOUR - 1;
    const second = await sealed(ports);
    expect(service.generated).toBe(1);

    await unseal(Purpose.TOKEN, first, other);
    await unseal(Purpose.TOKEN, second, other);
    expect(service.decrypted).toBe(1);

    time += 1;
    await sealed(ports);
    expect(service.generated).toBe(2);
  });

  test('are tried again after KMS did not answer', async () => {
    const ports = sealPorts(service, now);
    service.down = true;
    await expect(sealed(ports)).rejects.toThrow('no answer');

    service.down = false;
    expect(await unseal(Purpose.TOKEN, await sealed(ports), ports)).toMatchObject({ token: 'secret-token' });
  });

  test('that are made up do not displace the ones in use', async () => {
    const ports = sealPorts(service, now);
    const cookie = await sealed();
    await unseal(Purpose.TOKEN, cookie, ports);
    for (let index = 0; index < 100; index++) {
      await ports.keys.find(`made-up-${index}`);
    }
    const before = service.decrypted;

    expect(await unseal(Purpose.TOKEN, cookie, ports)).toMatchObject({ token: 'secret-token' });
    expect(service.decrypted).toBe(before);
  });

  test('are limited in number', async () => {
    const ports = sealPorts(service, now);
    const cookies = await Promise.all(Array.from({ length: 65 }, () => sealed(sealPorts(service, now))));
    for (const cookie of cookies) {
      await unseal(Purpose.TOKEN, cookie, ports);
    }
    const before = service.decrypted;

    await unseal(Purpose.TOKEN, cookies[64], ports);
    expect(service.decrypted).toBe(before);
    await unseal(Purpose.TOKEN, cookies[0], ports);
    expect(service.decrypted).toBe(before + 1);
  });

  test.each([undefined, 7, '', 'a b', 'x'.repeat(1025)])('are not looked for under %p', async (encrypted) => {
    expect(await sealPorts(service, now).keys.find(encrypted)).toBeUndefined();
    expect(service.decrypted).toBe(0);
  });
});
