import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { SettingsError, setting } from '#lib/env';

// Counts and sequence numbers fit in a double (2^53); as strings they would compare as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Anything that runs SQL: the pool, or one transaction's connection. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    /** With a name the statement is prepared once per connection. */
    statement: string | { name: string; text: string; values: unknown[] },
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

// Next reloads modules in development; connections must not multiply with them.
const kept = globalThis as typeof globalThis & { concordPool?: pg.Pool; concordReads?: pg.Pool };

function openPool(settings: pg.PoolConfig): pg.Pool {
  const connectionString = setting('DATABASE_URL');
  if (!connectionString)
    throw new SettingsError(['DATABASE_URL must be set; `npm start` sets it by itself.']);
  // What a connection has prepared goes with it: it outlives the pause between two pages that somebody reads.
  const opened = new pg.Pool({ connectionString, idleTimeoutMillis: 5 * 60_000, ...settings });
  // An idle connection that the server closes (restart, failover) must not end the process; the pool replaces it.
  opened.on('error', () => {});
  // Nor one in the middle of a transaction: its next statement fails, and that is heard where it was sent.
  opened.on('connect', (client) => client.on('error', () => {}));
  return opened;
}

/** The transaction that the running code belongs to. */
const within = new AsyncLocalStorage<{ open: boolean }>();

/**
 * The one pool: raw SQL for work that is set-based, locked or streamed. Not inside a transaction: one that waits for a second
 * connection waits for ever once every connection is held by one that does.
 */
export function pool(): pg.Pool {
  refuseInTransaction();
  kept.concordPool ??= openPool({ max: setting('DATABASE_POOL_SIZE') });
  return kept.concordPool;
}

function refuseInTransaction(): void {
  if (within.getStore()?.open)
    throw new Error('Inside a transaction everything runs on its own connection: pass `tx` on.');
}

interface Asked {
  statement: pg.QueryConfig;
  answer: (result: pg.QueryResult) => void;
  refuse: (error: unknown) => void;
}

/** The names of the texts that were asked before. */
const names = new Map<string, string>();
/** Each text stays with each connection: filters that are put together in ever new ways must not fill the server's memory. */
const MOST_PREPARED = 500;
let asked: Asked[] = [];

/**
 * What a page asks. Prepared once per connection, because planning such a statement takes several times as long as running
 * it; and what is asked at one moment goes to the server in one message and on one connection, because sending a small
 * statement costs as much as answering it.
 */
export function prepared<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<Row>> {
  refuseInTransaction();
  let name = names.get(text);
  if (!name && names.size < MOST_PREPARED) {
    name = createHash('sha256').update(text).digest('base64url');
    names.set(text, name);
  }
  return new Promise<pg.QueryResult<Row>>((resolve, refuse) => {
    const answer = resolve as Asked['answer'];
    if (asked.push({ statement: { ...(name && { name }), text, values }, answer, refuse }) === 1)
      process.nextTick(sendAsked);
  });
}

/** The same, for what is now asked on its own and now within a transaction. */
export const reads: Queryable = {
  query: (statement, values) =>
    typeof statement === 'string' ? prepared(statement, values) : prepared(statement.text, statement.values),
};

async function sendAsked(): Promise<void> {
  const together = asked;
  asked = [];
  let failed = false;
  try {
    kept.concordReads ??= openPool({ max: Math.ceil(setting('DATABASE_POOL_SIZE') / 2), pipeline: true });
    const client = await kept.concordReads.connect();
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    const answers = together.map(({ statement, answer, refuse }) =>
      client.query(statement).then(answer, (error: unknown) => {
        failed = true;
        refuse(error);
      }),
    );
    stream.uncork();
    await Promise.all(answers);
    // As the pool itself does: after an error nobody knows what state a connection is in.
    client.release(failed);
  } catch (error) {
    for (const { refuse } of together) refuse(error);
  }
}

/** Runs `work` in one transaction; what it throws rolls everything back. A lost serialisation race is tried again. */
export async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool().connect();
    const running = { open: true };
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await within.run(running, () => work(client));
      running.open = false;
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      const code = (error as { code?: string }).code;
      if (attempt < 5 && (code === '40001' || code === '40P01')) continue;
      throw error;
    } finally {
      running.open = false;
      client.release(broken);
    }
  }
}

/** Ends all connections: for programs that finish, and tests. */
export async function closeDatabase(): Promise<void> {
  const open = [kept.concordPool, kept.concordReads];
  kept.concordPool = undefined;
  kept.concordReads = undefined;
  await Promise.all(open.map((each) => each?.end()));
}
