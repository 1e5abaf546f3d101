import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';

export type Tf = typeof import('@tensorflow/tfjs');
export type TensorFlowBackend = 'tensorflow' | 'wasm' | 'cpu';

export interface LoadedTensorFlow {
  tf: Tf;
  backend: TensorFlowBackend;
  /** One sentence for people: which backend computes, and why that one. */
  sentence: string;
}

const loaded = new Map<TensorFlowBackend | 'best', Promise<LoadedTensorFlow>>();

/**
 * TensorFlow.js with the fastest backend this machine has: the native one of @tensorflow/tfjs-node where its binary
 * was installed, else WebAssembly, else plain JavaScript. The package is loaded once per process.
 *
 * @param wanted a single backend, for tests and measurements; it rejects when that one is not available. TensorFlow.js
 *   keeps one current backend per process, so callers that ask for different ones must not overlap.
 */
export function loadTensorFlow(wanted?: TensorFlowBackend): Promise<LoadedTensorFlow> {
  const key = wanted ?? 'best';
  let promise = loaded.get(key);
  if (!promise) {
    promise = wanted ? loadOnly(wanted) : loadBest();
    loaded.set(key, promise);
  }
  return promise.then(async (result) => {
    if (result.tf.getBackend() !== result.backend) await result.tf.setBackend(result.backend);
    return result;
  });
}

async function loadBest(): Promise<LoadedTensorFlow> {
  const native = await attempt(loadNative);
  if (native.ok)
    return {
      tf: native.value,
      backend: 'tensorflow',
      sentence: 'TensorFlow runs natively, through @tensorflow/tfjs-node.',
    };
  const missing = `@tensorflow/tfjs-node could not be used (${native.reason})`;
  const wasm = await attempt(loadWasm);
  if (wasm.ok)
    return { tf: wasm.value, backend: 'wasm', sentence: `TensorFlow runs on WebAssembly: ${missing}.` };
  return {
    tf: await loadPlain(),
    backend: 'cpu',
    sentence: `TensorFlow runs on plain JavaScript, slowly: ${missing}, and WebAssembly did not start (${wasm.reason}).`,
  };
}

async function loadOnly(backend: TensorFlowBackend): Promise<LoadedTensorFlow> {
  const load = { tensorflow: loadNative, wasm: loadWasm, cpu: loadPlain }[backend];
  return {
    tf: await load(),
    backend,
    sentence: `TensorFlow runs on the backend that was asked for: ${backend}.`,
  };
}

async function loadNative(): Promise<Tf> {
  // Removed in Node 23, still called by tfjs-node 4.22.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
  // Not a literal, so that types and bundlers do not ask for a package that may be absent.
  const name: string = '@tensorflow/tfjs-node';
  const module = await quietly(() => import(name) as Promise<{ default?: Tf } & Tf>);
  const tf = plain(module);
  await tf.ready();
  if (tf.getBackend() !== 'tensorflow') throw new Error(`its backend is ${tf.getBackend()}`);
  return tf;
}

async function loadWasm(): Promise<Tf> {
  const tf = await quietly(() => import('@tensorflow/tfjs'));
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const binaries = path.dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  wasm.setWasmPaths(binaries + path.sep);
  if (!(await quietly(() => tf.setBackend('wasm')))) throw new Error('it refused to start');
  await tf.ready();
  return plain(tf);
}

async function loadPlain(): Promise<Tf> {
  const tf = await quietly(() => import('@tensorflow/tfjs'));
  await tf.setBackend('cpu');
  await tf.ready();
  return plain(tf);
}

/** The ES module namespace of a CommonJS build carries the library as its default export. Production mode: no advice on the console. */
function plain(module: Tf & { default?: Tf }): Tf {
  const tf = module.default ?? module;
  tf.enableProdMode();
  return tf;
}

async function attempt<T>(
  load: () => Promise<T>,
): Promise<{ ok: true; value: T } | { ok: false; reason: string }> {
  try {
    return { ok: true, value: await load() };
  } catch (error) {
    return { ok: false, reason: shortReason(error) };
  }
}

function shortReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('tfjs_binding')) return 'its binary was not downloaded when it was installed';
  if (message.includes('Cannot find package')) return 'it is not installed';
  return (message.split('\n')[0] ?? '').slice(0, 120);
}

/** TensorFlow.js advertises tfjs-node on the console while it loads; a worker's log is no place for that. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const kept = { log: console.log, warn: console.warn, info: console.info };
  const silent = () => {};
  Object.assign(console, { log: silent, warn: silent, info: silent });
  try {
    return await load();
  } finally {
    Object.assign(console, kept);
  }
}
