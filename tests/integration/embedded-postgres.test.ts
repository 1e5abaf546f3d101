import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
  stopEmbeddedPostgres,
} from '#jobs/setup/embedded-postgres';
import { notedServer } from '#jobs/setup/postgres-cluster';
import { temporaryPostgresHome } from '#jobs/setup/postgres-home';

const home = temporaryPostgresHome();
const accessFile = path.join(home.folder, 'access.json');
const start = () => startEmbeddedPostgres(home, true);
let server: EmbeddedPostgres;

async function query(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const kept = () => query('SELECT n FROM kept');

function kill(): void {
  const noted = notedServer(home.data);
  if (noted) process.kill(noted.pid, 'SIGKILL');
}

afterAll(async () => {
  await stopEmbeddedPostgres(server);
  fs.rmSync(home.folder, { recursive: true });
});

test('makes a cluster, which later starters find running', async () => {
  const [first, ...others] = await Promise.all([start(), start(), start()]);
  server = first;
  expect([first, ...others].map((each) => each.how).sort()).toEqual(['found', 'found', 'made']);
  expect(new Set([first, ...others].map((each) => each.port)).size).toBe(1);
  await query('CREATE TABLE kept AS SELECT 42 AS n');
});

test('listens on 127.0.0.1 alone, and keeps the password to its owner', async () => {
  const settings = await query(
    "SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories') ORDER BY 1",
  );
  expect(settings).toEqual([
    { name: 'listen_addresses', setting: '127.0.0.1' },
    { name: 'unix_socket_directories', setting: '' },
  ]);
  expect(fs.statSync(accessFile).mode & 0o777).toBe(0o600);
  expect(fs.statSync(home.folder).mode & 0o777).toBe(0o700);
  const wrong = new pg.Client({ connectionString: server.url('postgres').replace(/:[^:@]+@/, ':guess@') });
  await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
});

test('sorts text by code point, whatever the locale of the machine', async () => {
  const rows = await query(
    "SELECT string_agg(t, '' ORDER BY t) AS sorted FROM unnest(ARRAY['b', 'ä', 'B', 'a']) AS t",
  );
  expect(rows).toEqual([{ sorted: 'Babä' }]);
});

test('recovers the data after kill -9', async () => {
  kill();
  server = await start();
  expect(server.how).toBe('started');
  expect(await kept()).toEqual([{ n: 42 }]);
});

test('recovers when another process has the number of the dead server', async () => {
  kill();
  const note = path.join(home.data, 'postmaster.pid');
  fs.writeFileSync(note, fs.readFileSync(note, 'utf8').replace(/^\d+/, String(process.pid)));
  server = await start();
  expect(await kept()).toEqual([{ n: 42 }]);
});

test('takes another port when its own is taken', async () => {
  const { port } = server;
  await stopEmbeddedPostgres(server);
  const squatter = net.createServer();
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  try {
    server = await start();
    expect(server.port).not.toBe(port);
    expect(await kept()).toEqual([{ n: 42 }]);
  } finally {
    squatter.close();
  }
});

test('sets a new password when the old one is lost or wrong, running or not, and says so', async () => {
  const lose = [
    () => fs.rmSync(accessFile),
    () => fs.writeFileSync(accessFile, JSON.stringify({ password: 'wrong', port: server.port })),
  ];
  for (const loss of lose) {
    for (const isRunning of [true, false]) {
      if (!isRunning) await stopEmbeddedPostgres(server);
      loss();
      server = await start();
      expect(server.remarks.join()).toMatch(/password .* was lost, and a new one was set/);
      expect(await kept()).toEqual([{ n: 42 }]);
    }
  }
  server = await start();
  expect(server.remarks).toEqual([]);
});

test('refuses the data of another major version, and changes nothing', async () => {
  await stopEmbeddedPostgres(server);
  const file = path.join(home.data, 'PG_VERSION');
  const version = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, '12\n');
  await expect(start()).rejects.toThrow(
    /was made by PostgreSQL 12, and PostgreSQL \d+ is installed. Nothing was changed/,
  );
  fs.writeFileSync(file, version);
  server = await start();
  expect(await kept()).toEqual([{ n: 42 }]);
});
