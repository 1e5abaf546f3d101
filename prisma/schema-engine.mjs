#!/usr/bin/env node
/*
 * Prisma's schema engine as a program, made of its WASM build. The Prisma CLI speaks JSON-RPC with an engine binary that
 * it downloads; where that download is refused, PRISMA_SCHEMA_ENGINE_BINARY points here, and every `prisma migrate`
 * command works with what npm installed. The adapter around it is in schema-engine-adapter.mjs.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { createDatabase, migrationAdapterFactory } from './schema-engine-adapter.mjs';

const args = process.argv.slice(2);
const valuesOf = (option) => args.flatMap((arg, i) => (arg === option ? [args[i + 1]] : []));

if (args.includes('--version')) {
  console.log('schema-engine-cli (WASM)');
  process.exit(0);
}

const [datasource] = valuesOf('--datasource').map((json) => JSON.parse(json));
const url = datasource?.url;

const PRISMA_CODES = new Map([
  ['ECONNREFUSED', 'P1001'],
  ['ENOTFOUND', 'P1001'],
  ['3D000', 'P1003'],
  ['28P01', 'P1000'],
  ['28000', 'P1000'],
  ['42P04', 'P1009'],
]);
const prismaCode = (error) => PRISMA_CODES.get(error.code) ?? error.code ?? 'P1011';

async function checkConnection() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.end();
  return {};
}

// `cli can-connect-to-database` and `cli create-database` answer by exit code, and by a log line on stderr.
if (args.includes('cli')) {
  try {
    await (args.includes('create-database') ? createDatabase(url) : checkConnection());
    process.exit(0);
  } catch (error) {
    const message = error.message || `The database cannot be reached (${error.code}).`;
    const line = {
      level: 'ERROR',
      target: 'schema_engine::logger',
      fields: { message, error_code: prismaCode(error) },
    };
    process.stderr.write(`\n${JSON.stringify(line)}`, () => process.exit(1));
    await new Promise(() => {});
  }
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

let lastPanic = null;
let current = null;
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    lastPanic = message;
  },
};

/** The form in which the CLI expects an engine's failure. */
function failure(error) {
  const isPanic = error.name === 'RuntimeError';
  const message = isPanic ? (lastPanic ?? error.message) : error.message;
  const detail = { is_panic: isPanic, message, meta: error.meta, backtrace: isPanic ? error.stack : null };
  if (!isPanic) detail.error_code = prismaCode(error);
  return { code: 4466, message: 'An error happened. Check the data field for details.', data: detail };
}

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    send({ id: current?.id, error: failure(error instanceof Error ? error : new Error(String(error))) });
    setTimeout(() => process.exit(1), 50);
  });
}

async function loadEngine() {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = await import(pathToFileURL(glue).href);
  const wasm = fs.readFileSync(path.join(path.dirname(glue), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}

const SchemaEngine = await loadEngine();
const files = valuesOf('--datamodels').map((file) => [file, fs.readFileSync(file, 'utf8')]);
const datamodels = files.length > 0 ? files : undefined;

// One engine for each call: the WASM engine keeps its lock on the database as long as its connection lives, and forgets
// how to make a shadow database once it has applied migrations; devDiagnostic reminds it.
async function callEngine(method, params) {
  const { factory, dispose } = migrationAdapterFactory(url);
  try {
    const engine = await SchemaEngine.new({ datamodels }, () => {}, factory);
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    }
    return await engine[method](params);
  } finally {
    await dispose();
  }
}

const ownAnswers = {
  createDatabase: () => createDatabase(url),
  ensureConnectionValidity: checkConnection,
  getDatabaseVersion: () => callEngine('version'),
};

let prints = 0;

async function answer(request) {
  // What has no method is the CLI's reply to a "print" of ours.
  if (!request.method) return;
  current = request;
  try {
    const own = ownAnswers[request.method];
    let result = own ? await own() : await callEngine(request.method, request.params);
    if (request.method === 'diff') {
      prints += 1;
      send({ id: `print-${prints}`, method: 'print', params: { content: result.stdout ?? '' } });
      result = { exitCode: result.exitCode };
    }
    send({ id: request.id, result: result ?? {} });
  } catch (error) {
    send({ id: request.id, error: failure(error) });
  }
}

// One after the other, as they came.
let queue = Promise.resolve();
readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line.trim()) queue = queue.then(() => answer(JSON.parse(line)));
  })
  .on('close', () => queue.then(() => process.exit(0)));
