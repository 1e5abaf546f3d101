import fs from 'node:fs';
import { PERMISSIONS, type Permission, permissionRule, roleMay } from '#lib/access/permissions';
import { houseSources, PAGE_PERMISSION } from '#tests/house-law';
import { test as base, expect } from './setup/fixtures';
import { makeOutsiders, type Walker } from './setup/walkers';

/*
 * Walks every door of app with everyone: nobody signed in, each role, a lead of another project, somebody who has been
 * deactivated, and API keys. The doors are found in the sources, and what must happen follows from the permission table.
 */

interface Door {
  kind: 'page' | 'GET' | 'POST';
  path: string;
  permission: Permission;
}

const SAMPLE: Record<string, string> = {
  slug: 'helpful-assistant',
  id: '1',
  number: '1',
  token: 'no-such-token',
};

function doors(): Door[] {
  return houseSources()
    .filter(
      ({ file }) =>
        /^app\/.*(page\.tsx|route\.ts)$/.test(file) &&
        !file.includes('[...nextauth]') &&
        !file.startsWith('app/design/'),
    )
    .flatMap(({ file, text }): Door[] => {
      const path =
        file
          .replace(/^app/, '')
          .replace(/\/(page\.tsx|route\.ts)$/, '')
          .replace(/\[(\w+)\]/g, (_, name: string) => SAMPLE[name] ?? '1') || '/';
      if (file.endsWith('page.tsx')) {
        const permission = PAGE_PERMISSION.exec(text)![1] as Permission;
        return [{ kind: 'page', path, permission }];
      }
      return [...text.matchAll(/export const (GET|POST) = route\(\s*'([a-z-]+:[a-z-]+)'/g)].map((m) => ({
        kind: m[1] as 'GET' | 'POST',
        path,
        permission: m[2] as Permission,
      }));
    });
}

/** What this walker must meet at this door: let in, sent to sign in, forbidden, or told that there is nothing. */
function expected(door: Door, walker: Walker): 'in' | 'sign-in' | 'forbidden' | 'nothing' {
  const rule = permissionRule(door.permission);
  if (rule.scope === 'public') return 'in';
  if (walker.key) {
    if (door.kind === 'page') return 'sign-in';
    return rule.apiKey && walker.key.includes(door.permission) ? 'in' : 'forbidden';
  }
  if (!walker.cookie || walker.ended) return 'sign-in';
  if (rule.scope === 'site') return rule.siteAdmin && !walker.siteAdmin ? 'forbidden' : 'in';
  if (!door.path.includes(SAMPLE.slug!)) return 'sign-in';
  if (!walker.role) return 'nothing';
  return roleMay(walker.role, door.permission) ? 'in' : 'forbidden';
}

const test = base.extend<object, { walkers: Walker[] }>({
  walkers: [
    async ({ browser }, use, info) => {
      const outsiders = await makeOutsiders(browser, info.project.use.baseURL!);
      await use(outsiders);
    },
    { scope: 'worker' },
  ],
});

test('every door lets in whom the table lets in, and nobody else', async ({ walkers, baseURL }) => {
  test.setTimeout(300_000);
  const all = doors();
  expect(all.length).toBeGreaterThan(18);
  const wrong: string[] = [];
  for (const door of all) {
    for (const walker of walkers) {
      const met = await knock(baseURL!, door, walker);
      const want = expected(door, walker);
      if (met !== want)
        wrong.push(`${walker.name} at ${door.kind} ${door.path} (${door.permission}): ${met}, not ${want}`);
    }
  }
  expect(wrong).toEqual([]);
});

async function knock(baseURL: string, door: Door, walker: Walker): Promise<string> {
  const headers: Record<string, string> = {};
  if (walker.cookie) headers.cookie = walker.cookie;
  if (walker.bearer) headers.authorization = `Bearer ${walker.bearer}`;
  if (door.kind === 'POST') Object.assign(headers, { 'content-type': 'application/json', origin: baseURL });
  const stop = new AbortController();
  const answer = await fetch(baseURL + door.path, {
    method: door.kind === 'POST' ? 'POST' : 'GET',
    headers,
    redirect: 'manual',
    body: door.kind === 'POST' ? '{"nothing":"that would change anything"}' : undefined,
    signal: stop.signal,
  });
  const { status } = answer;
  const code =
    status >= 400 && answer.headers.get('content-type')?.includes('json')
      ? ((await answer.json()) as { error?: { code: string | number } }).error?.code
      : undefined;
  // A page that shows a skeleton first has answered 200 by the time it refuses; the refusal is in what it streams.
  const streamed = door.kind === 'page' && status === 200 ? await answer.text() : '';
  stop.abort();
  if (streamed.includes('NEXT_HTTP_ERROR_FALLBACK;403')) return 'forbidden';
  if (streamed.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return walker.role ? 'in' : 'nothing';
  if (/NEXT_REDIRECT;[a-z]+;\/sign-in/.test(streamed)) return 'sign-in';
  const location = answer.headers.get('location') ?? '';
  if (status === 401 || (status >= 300 && status < 400 && location.includes('/sign-in'))) return 'sign-in';
  if (status === 403) return 'forbidden';
  // A page or record that is not there is met only by who was let in as far as asking for it; a project is hidden whole.
  // Doors in the shape of another program say it by its number, such as for a model where none is in production yet.
  if (status === 404)
    return code === undefined || code === 'not_found' || code === 404
      ? walker.role || expected(door, walker) === 'in'
        ? 'in'
        : 'nothing'
      : String(code);
  return 'in';
}

test('no server action answers who is not signed in', async ({ baseURL }) => {
  const manifest = JSON.parse(fs.readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, unknown>;
  };
  const actions = Object.keys(manifest.node);
  expect(actions.length).toBeGreaterThan(5);
  for (const id of actions) {
    const form = new FormData();
    form.set('1_slug', 'helpful-assistant');
    form.set('0', '["$undefined","$K1"]');
    const answer = await fetch(`${baseURL}/sign-in`, {
      method: 'POST',
      headers: { 'next-action': id, origin: baseURL! },
      body: form,
      redirect: 'manual',
    });
    expect(await answer.text(), `action ${id}`).toContain('not_signed_in');
  }
});

test('a lowered role and a deactivated account lose access at the next request', async ({
  walkers,
  baseURL,
}) => {
  const gone = walkers.find((w) => w.name === 'a deactivated lead')!;
  expect(
    await knock(baseURL!, { kind: 'page', path: '/p/helpful-assistant', permission: 'quality:read' }, gone),
  ).toBe('sign-in');
  const lowered = walkers.find((w) => w.name === 'a lead lowered to annotator')!;
  expect(
    await knock(
      baseURL!,
      { kind: 'page', path: '/p/helpful-assistant', permission: 'quality:read' },
      lowered,
    ),
  ).toBe('forbidden');
});

test('a request that another site starts with somebody’s cookie changes nothing', async ({
  walkers,
  baseURL,
}) => {
  const admin = walkers.find((w) => w.name === 'an admin')!;
  for (const origin of ['https://elsewhere.example', 'null', '']) {
    const answer = await fetch(
      `${baseURL}/api/projects/helpful-assistant/import?fileName=x.jsonl&format=jsonl&batch=x`,
      {
        method: 'POST',
        headers: { cookie: admin.cookie!, 'content-type': 'text/plain', ...(origin ? { origin } : {}) },
        body: '{}',
      },
    );
    expect(answer.status).toBe(403);
  }
});

test('the table covers every permission that it names', () => {
  expect(Object.values(PERMISSIONS).every((rule) => rule.scope !== 'project' || rule.roles.length > 0)).toBe(
    true,
  );
});
