import { expect, it } from 'vitest';
import { askedAddress } from '#lib/access/page-policy';

it('leads back to the address that a person asked for', () => {
  expect(askedAddress('/p/a/agreement?batch=2')).toBe('/p/a/agreement?batch=2');
  expect(askedAddress('/p/a?_rsc=1x9')).toBe('/p/a');
  expect(askedAddress('/p/a?batch=2&_rsc=1x9')).toBe('/p/a?batch=2');
  expect(askedAddress('/p/a?_rsc=1x9&batch=2&tag=b')).toBe('/p/a?batch=2&tag=b');
});
