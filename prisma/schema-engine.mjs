#!/usr/bin/env node
// Stand-in for Prisma's native schema-engine: same JSON-RPC over stdio, run by @prisma/schema-engine-wasm and @prisma/adapter-pg.
import fs from 'node:fs'; import path from 'node:path'; import readline from 'node:readline'; import { createRequire } from 'node:module'; import { pathToFileURL } from 'node:url';
const args = process.argv.slice(2), require = createRequire(import.meta.url);
if (args.includes('--version')) { console.log('schema-engine-cli wasm'); process.exit(0); }
const { PrismaPg } = await import('@prisma/adapter-pg');
const { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } = await import('@prisma/driver-adapter-utils');
const { default: pg } = await import('pg');
const opt = (n) => args.flatMap((a, i) => (a === n ? [args[i + 1]] : []));
const url = opt('--datasource').map((d) => JSON.parse(d).url)[0] ?? process.env.DATABASE_URL;
const dbName = () => decodeURIComponent(new URL(url).pathname.slice(1));
const at = (db) => { const u = new URL(url); u.pathname = '/' + encodeURIComponent(db); u.searchParams.delete('schema'); return String(u); };
const adminClient = () => new pg.Client({ connectionString: at('postgres') });
async function createDatabase() { const c = adminClient(); await c.connect(); try { await c.query(`CREATE DATABASE ${c.escapeIdentifier(dbName())}`); } finally { await c.end(); } return { databaseName: dbName() }; }
const code = (e) => ({ ECONNREFUSED: 'P1001', ENOTFOUND: 'P1001', '3D000': 'P1003', '28P01': 'P1000', '28000': 'P1000', '42P04': 'P1009' })[e.code] ?? e.code ?? 'P1011';
if (args.includes('cli')) { // can-connect-to-database | create-database
  const fail = (e) => { process.stderr.write('\n' + JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields: { message: e.message || `cannot reach the database (${e.code})`, error_code: code(e) } })); process.exit(1); };
  try { if (args.includes('create-database')) await createDatabase(); else { const c = new pg.Client({ connectionString: url }); await c.connect(); await c.end(); } process.exit(0); } catch (e) { fail(e); }
}
// PrismaPg as of 7.10 is not usable for migrations as it is: no "char" columns (catalog queries), scripts cut at every ';',
// and connectToShadowDb() with a connectionString connects to the MAIN database. Wrap it.
const schemaName = new URL(url || 'postgresql://x/y').searchParams.get('schema') ?? undefined;
const chars = new WeakMap();
function patch(q) {
  const io = q.performIO.bind(q);
  q.performIO = async (query) => { const r = await io(query); (r.fields ?? []).forEach((f, i) => { if (f.dataTypeID === 18) { f.dataTypeID = 25; chars.set(r.rows, [...(chars.get(r.rows) ?? []), i]); } }); return r; };
  const raw = q.queryRaw.bind(q);
  q.queryRaw = async (query) => { const r = await raw(query); for (const i of chars.get(r.rows) ?? []) r.columnTypes[i] = ColumnTypeEnum.Character; return r; };
  q.executeScript = async (sql) => { try { await q.client.query(sql); } catch (e) { q.onError(e); } };
  if (q.startTransaction) { const st = q.startTransaction.bind(q); q.startTransaction = async (...a) => patch(await st(...a)); }
  return q;
}
const connect = async (u) => patch(await new PrismaPg({ connectionString: u, max: 2 }, { schema: schemaName }).connect());
const makeFactory = (opened) => ({ provider: 'postgres', adapterName: '@prisma/adapter-pg',
  async connect() { const a = await connect(at(dbName())); opened.push(a); return a; },
  async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`, admin = adminClient(); await admin.connect();
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
    const a = await connect(at(name)), dispose = a.dispose.bind(a); let done = false;
    a.dispose = async () => { if (done) return; done = true; await dispose(); await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`); await admin.end(); };
    opened.push(a); return a;
  } });
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (m) => { lastPanic = m; } };
let lastPanic = null, current;
const onFatal = (e) => { send({ id: current?.id, error: { code: 4466, message: 'panic', data: { is_panic: false, message: String(lastPanic ?? e?.stack ?? e), backtrace: null } } }); setTimeout(() => process.exit(1), 50); };
process.on('uncaughtException', onFatal); process.on('unhandledRejection', onFatal);
const glue = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
const bg = await import(pathToFileURL(glue).href);
const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(path.dirname(glue), 'schema_engine_bg.wasm')), { './schema_engine_bg.js': bg });
bg.__wbg_set_wasm(instance.exports); instance.exports.__wbindgen_start();
const datamodels = opt('--datamodels').map((f) => [f, fs.readFileSync(f, 'utf8')]);
const send = (m) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...m }) + '\n');
let nextId = 1e6; // One engine per call, closed afterwards: the WASM engine keeps its advisory lock as long as the connection lives and
// loses the shadow-database factory after applyMigrations; devDiagnostic sets it again.
async function withEngine(method, params) {
  const opened = [];
  try {
    const e = await bg.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(makeFactory(opened)));
    if (method === 'evaluateDataLoss' || method === 'createMigration') await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return await e[method](params);
  } finally { for (const a of opened) await a.dispose().catch(() => {}); }
}
const special = { createDatabase,
  getDatabaseVersion: () => withEngine('version'), ensureConnectionValidity: async () => { const c = new pg.Client({ connectionString: url }); await c.connect(); await c.end(); return {}; } };
async function handle(req) {
  if (!req.method) return; // reply to our own "print"
  current = req;
  try {
    let result = special[req.method] ? await special[req.method](req.params) : await withEngine(req.method, req.params);
    if (req.method === 'diff') { send({ id: nextId++, method: 'print', params: { content: result.stdout ?? '' } }); result = { exitCode: result.exitCode }; }
    send({ id: req.id, result: result ?? {} });
  } catch (e) {
    const panic = e.name === 'RuntimeError';
    send({ id: req.id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data: { is_panic: panic, message: panic ? (lastPanic ?? e.message) : e.message, error_code: panic ? undefined : code(e), backtrace: panic ? e.stack : null, meta: e.meta } } });
  }
}
let chain = Promise.resolve();
readline.createInterface({ input: process.stdin }).on('line', (l) => { if (l.trim()) chain = chain.then(() => handle(JSON.parse(l))); }).on('close', () => chain.then(() => process.exit(0)));

