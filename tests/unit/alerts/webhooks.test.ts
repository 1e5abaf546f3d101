import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressRefused, checkedTarget, guardedLookup, isAllowedAddress } from '#lib/alerts/allowed-address';
import { retryDelay } from '#lib/alerts/retry-delay';
import { newWebhookSecret, webhookHeaders } from '#lib/alerts/sign-webhook';

describe('what a webhook may call', () => {
  it('is the public internet, and nothing that leads back inside, however it is written', () => {
    for (const address of ['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001:81b::200e'])
      expect(isAllowedAddress(address, []), address).toBe(true);
    for (const address of [
      '127.0.0.1',
      '127.8.9.10',
      '10.0.0.1',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '192.0.2.1',
      '198.18.0.1',
      '240.0.0.1',
      '::',
      '::1',
      'fe80::1',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '2001:db8::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
      '100::1',
      'not an address',
      '',
    ])
      expect(isAllowedAddress(address, []), address).toBe(false);
  });

  it('is, besides, exactly the networks that the operator named', () => {
    const networks = ['10.1.0.0/16', 'fd00::/8'];
    expect(isAllowedAddress('10.1.2.3', networks)).toBe(true);
    expect(isAllowedAddress('::ffff:10.1.2.3', networks)).toBe(true);
    expect(isAllowedAddress('10.2.0.1', networks)).toBe(false);
    expect(isAllowedAddress('fd12::1', networks)).toBe(true);
    expect(isAllowedAddress('127.0.0.1', networks)).toBe(false);
  });

  it('never is private, for any address of the private ranges', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, (a, b, c) => {
        for (const address of [
          `10.${a}.${b}.${c}`,
          `127.${a}.${b}.${c}`,
          `192.168.${b}.${c}`,
          `172.${16 + (a % 16)}.${b}.${c}`,
        ]) {
          expect(isAllowedAddress(address, [])).toBe(false);
          expect(isAllowedAddress(`::ffff:${address}`, [])).toBe(false);
        }
      }),
    );
  });

  it('is refused by its text: other protocols, credentials, literal addresses in any notation', () => {
    for (const address of [
      'http://example.org/',
      'ftp://example.org/',
      'file:///etc/passwd',
      'https://user:pw@example.org/',
      'nonsense',
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://017700000001/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://169.254.169.254/latest/meta-data',
      'https://127.1/',
    ])
      expect(() => checkedTarget(address, []), address).toThrow(AddressRefused);
    expect(checkedTarget('https://example.org/hook?x=1', []).href).toBe('https://example.org/hook?x=1');
    expect(checkedTarget('http://10.1.2.3:8080/hook', ['10.0.0.0/8']).port).toBe('8080');
    expect(() => checkedTarget('http://127.0.0.1/', ['10.0.0.0/8'])).toThrow(AddressRefused);
  });

  it('is decided on the very address that is connected to', async () => {
    const found = (networks: string[]) =>
      new Promise((resolve, reject) =>
        guardedLookup(networks)('localhost', { all: true }, (error, addresses) =>
          error ? reject(error) : resolve(addresses),
        ),
      );
    await expect(found([])).rejects.toThrow('webhooks may not call');
    await expect(found(['127.0.0.0/8', '::1/128'])).resolves.toEqual(
      expect.arrayContaining([
        expect.objectContaining({ address: expect.stringMatching(/127\.0\.0\.1|::1/) }),
      ]),
    );
  });
});

describe('a delivery', () => {
  it('is signed as the Standard Webhooks specification says', () => {
    const headers = webhookHeaders(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    );
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });

  it('is tried again ever later, with chance in it, for about three days', () => {
    const delays = Array.from({ length: 20 }, (_, n) => retryDelay(n + 1, 0.5)).filter((d) => d !== null);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    const days = delays.reduce((sum, delay) => sum + delay, 0) / 86_400;
    expect(days).toBeGreaterThan(2.5);
    expect(days).toBeLessThan(4);
    expect(retryDelay(1, 0)).toBe(4);
    expect(retryDelay(1, 1)).toBe(6);
    expect(retryDelay(12, 0.5)).toBeNull();
  });
});
