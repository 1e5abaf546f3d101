import http from 'node:http';
import { median, quantile } from '#lib/statistics/quantile';

const REQUESTS = 160;
const ROUNDS = 3;

export interface Latency {
  /** Milliseconds from asking to the last byte. */
  p50: number;
  p95: number;
  kilobytes: number;
}

/**
 * How fast a page answers while several readers ask for it, each again and again on a connection of its own: the medians
 * of a few rounds, so that a moment of another program counts once, after a round that warms every web process up. Plain
 * Node requests whose bodies nobody reads: the readers share the machine with what they measure, and `fetch` takes half
 * as much of it as the page.
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
  const agents = Array.from({ length: readers }, () => new http.Agent({ keepAlive: true, maxSockets: 1 }));
  let bytes = 0;
  const round = async () => {
    const times: number[] = [];
    let left = REQUESTS;
    await Promise.all(
      agents.map(async (agent) => {
        while (left-- > 0) {
          const began = performance.now();
          bytes = await ask(url, headers, agent);
          times.push(performance.now() - began);
        }
      }),
    );
    return { p50: median(times)!, p95: quantile(times, 0.95)! };
  };
  try {
    await round();
    between();
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++) rounds.push(await round());
    return {
      p50: median(rounds.map(({ p50 }) => p50))!,
      p95: median(rounds.map(({ p95 }) => p95))!,
      kilobytes: bytes / 1024,
      requests: ROUNDS * REQUESTS,
    };
  } finally {
    for (const agent of agents) agent.destroy();
  }
}

function ask(url: URL, headers: Record<string, string>, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers, agent }, (answer) => {
        if (answer.statusCode! >= 400) reject(new Error(`${url.pathname} answered ${answer.statusCode}`));
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
        });
        answer.on('end', () => resolve(bytes));
        answer.on('error', reject);
      })
      .on('error', reject);
  });
}
