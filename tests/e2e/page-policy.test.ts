import { expect, test } from './setup/fixtures';

const FORGED = "script-src 'self' 'nonce-forged' 'unsafe-inline'";

test('every page comes with a policy of its own, whatever the browser claims', async ({ baseURL }) => {
  const pages = await Promise.all(
    ['/sign-in', '/sign-in', '/no/such/place', '/p/helpful-assistant'].map(async (path) => {
      const answer = await fetch(baseURL + path, {
        headers: { 'content-security-policy': FORGED, 'x-concord-path': '/forged' },
        redirect: 'manual',
      });
      return { answer, text: await answer.text() };
    }),
  );
  const nonces = pages.map(({ answer, text }) => {
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'; script-src 'self' 'nonce-");
    expect(policy).not.toContain('forged');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    const scripts = text.match(/<script\b[^>]*>/g)!;
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    return nonce;
  });
  expect(new Set(nonces).size).toBe(pages.length);
  expect(pages[3]!.answer.headers.get('location')).toBe('/sign-in?next=%2Fp%2Fhelpful-assistant');
});

test('answers that are no pages carry no policy', async ({ baseURL }) => {
  for (const path of ['/api/health', '/v1/models', '/icon.svg']) {
    const answer = await fetch(baseURL + path);
    expect(answer.headers.get('content-security-policy'), path).toBeNull();
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});
