import net from 'node:net';
import { median, quantile } from '#lib/statistics/quantile';

const REQUESTS = 160;
const ROUNDS = 3;
/** Warm is what has not become quicker by 3 % in this many rounds; it is waited for so long and no longer. */
const UNCHANGED = 2;
const MOST_WARMING = 10;

export interface Latency {
  /** Milliseconds from asking to the last byte. */
  p50: number;
  p95: number;
  kilobytes: number;
}

/**
 * How fast a page answers while several readers ask for it, each again and again on a connection of its own: the medians
 * of a few rounds, so that a moment of another program counts once, after as many as it takes until a web process that has
 * just started answers like one that runs for days. Plain sockets: the readers share the machine with what they measure,
 * and `fetch` takes half as much of it as the page.
 *
 * @param headers sent with each request; without `accept-encoding` the answer comes as it is.
 * @param between called before the first measured round: what was counted so far belongs to the warming up.
 */
export async function readAtOnce(
  url: URL,
  headers: Record<string, string>,
  readers: number,
  between: () => void = () => {},
): Promise<Latency & { requests: number }> {
  return withReaders(url, headers, readers, async (all) => {
    await settle(all);
    between();
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) rounds.push(await round(all));
    return {
      p50: median(rounds.map(({ p50 }) => p50))!,
      p95: median(rounds.map(({ p95 }) => p95))!,
      kilobytes: rounds[0]!.bytes / 1024,
      requests: ROUNDS * REQUESTS,
    };
  });
}

/** The same without measuring: code that has not run yet is slow in every process. */
export async function warmUp(url: URL, headers: Record<string, string>, readers: number): Promise<void> {
  await withReaders(url, headers, readers, round);
}

async function withReaders<T>(
  url: URL,
  headers: Record<string, string>,
  readers: number,
  work: (all: Reader[]) => Promise<T>,
): Promise<T> {
  const all = await Promise.all(Array.from({ length: readers }, () => openReader(url, headers)));
  try {
    return await work(all);
  } finally {
    for (const reader of all) reader.close();
  }
}

async function round(readers: Reader[]): Promise<{ p50: number; p95: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  let left = REQUESTS;
  await Promise.all(
    readers.map(async (reader) => {
      while (left-- > 0) {
        const began = performance.now();
        bytes = await reader.ask();
        times.push(performance.now() - began);
      }
    }),
  );
  return { p50: median(times)!, p95: quantile(times, 0.95)!, bytes };
}

/** Asks until the answers come no quicker any more: code that has run a few hundred times is not yet as quick as it gets. */
async function settle(readers: Reader[]): Promise<void> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let n = 0, unchanged = 0; n < MOST_WARMING && unchanged < UNCHANGED; n++) {
    const { p50 } = await round(readers);
    unchanged = p50 < quickest * 0.97 ? 0 : unchanged + 1;
    quickest = Math.min(quickest, p50);
  }
}

interface Reader {
  /** Bytes of one answer, headers included. */
  ask: () => Promise<number>;
  close: () => void;
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** One connection that is kept. It reads no more of an answer than where it ends. */
async function openReader(url: URL, headers: Record<string, string>): Promise<Reader> {
  const lines = Object.entries({ host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  const socket = net.connect(Number(url.port), url.hostname);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let answered: (bytes: number) => void = () => {};
  let failed: (error: Error) => void = () => {};
  let bytes = 0;
  /** Of the answer under way, in bytes with its headers; null for one in chunks. */
  let length: number | null = null;
  let tail: Buffer = Buffer.alloc(0);
  socket.on('data', (part: Buffer) => {
    if (bytes === 0) {
      const head = part.toString('latin1', 0, Math.max(part.indexOf('\r\n\r\n'), 0));
      if (!/^HTTP\/1\.1 [23]/.test(head)) failed(new Error(`${url.pathname} answered ${head.slice(0, 40)}`));
      const told = /\r\ncontent-length: (\d+)/i.exec(head);
      length = told ? head.length + 4 + Number(told[1]) : null;
    }
    bytes += part.length;
    const last = part.length < LAST_CHUNK.length ? Buffer.concat([tail, part]) : part;
    tail = last.subarray(-LAST_CHUNK.length);
    const over = length === null ? tail.equals(LAST_CHUNK) : bytes >= length;
    if (!over) return;
    const all = bytes;
    bytes = 0;
    answered(all);
  });
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed(new Error(`${url.pathname}: the connection was closed`)));
  return {
    ask: () =>
      new Promise((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
