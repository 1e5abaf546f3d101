import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { setting } from '#lib/env';

/*
 * The web server, several processes that share one port: drawing a page is work for one core, and several people who look
 * at their dashboards at once should not stand in one line while another core is idle. They share nothing but the
 * database and the limits on how often somebody may ask, which are counted here.
 *
 * `node --import tsx jobs/web.ts <the built server.js>`
 */
const MOST_BY_ITSELF = 4;
const PAUSE_MS = 1000;

const server = process.argv[2];
if (!server) throw new Error('The built server.js is missing.');
let isStopping = false;

new RateLimiterClusterMaster();
cluster.setupPrimary({ exec: server, cwd: path.dirname(server), execArgv: [] });
cluster.on('exit', async (_, code, signal) => {
  if (isStopping) return endWhenAlone();
  console.error(
    `A web process ended unexpectedly (${signal ? `signal ${signal}` : `exit code ${code}`}); another one takes its place.`,
  );
  // One that fails at its start must not be started without a pause.
  await sleep(PAUSE_MS);
  if (!isStopping) cluster.fork();
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    isStopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
    // All may be dead at this moment, and none left whose end would be heard.
    endWhenAlone();
  });
}
const processes = setting('WEB_PROCESSES') ?? Math.min(MOST_BY_ITSELF, availableParallelism());
for (let at = 0; at < processes; at++) cluster.fork();

function endWhenAlone(): void {
  if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
}
