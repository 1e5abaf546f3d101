import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '#lib/statistics/quantile';
import { AnnotatorClient, type ClientTally } from './annotator-client';
import { type Behaviour, type Quality, simulatedLabel } from './behaviours';

export interface SimulatedAccount {
  email: string;
  password: string;
  behaviour: Behaviour;
}

export interface SimulationOptions {
  address: string;
  project: string;
  accounts: SimulatedAccount[];
  quality: Quality;
  seed: number;
  /** The most labels of one annotator. */
  labels: number;
  /** Share of the time that the behaviour would take which is really waited; 0: as fast as the server answers. */
  pace: number;
  patienceMs: number;
  onLabel?: (labels: number) => void;
  onSignIn?: (signedIn: number) => void;
}

export interface SimulationResult {
  annotators: number;
  labels: number;
  retries: number;
  refused: number;
  /** Why annotators stopped before their work was done; empty when all went well. */
  problems: string[];
  seconds: number;
  labelsPerSecond: number;
  /** From sending a label until it was acknowledged and the next comparisons were there. */
  submitAndNextMs: { p50: number | null; p95: number | null; most: number | null };
  labelsByBehaviour: Partial<Record<Behaviour, number>>;
  tallies: ClientTally[];
}

const SIGN_INS_AT_ONCE = 4;
const HELD = 3;

/** Lets every account label at once, each through its own session, until nothing waits for any of them. */
export async function runAnnotators(options: SimulationOptions): Promise<SimulationResult> {
  const { accounts, address, project, patienceMs } = options;
  const problems: string[] = [];
  const clients = accounts.map(
    ({ email, password }) =>
      new AnnotatorClient({ address, project, email, password, patienceMs, held: HELD }),
  );
  const ready: number[] = [];
  await eachOf(clients, SIGN_INS_AT_ONCE, async (client, at) => {
    if (await client.signIn()) ready.push(at);
    else problems.push(`${accounts[at]!.email} could not sign in.`);
    options.onSignIn?.(ready.length);
  });
  const began = performance.now();
  let labels = 0;
  await Promise.all(
    ready.map(async (at) => {
      try {
        await labelOn(clients[at]!, accounts[at]!, options, () => options.onLabel?.(++labels));
      } catch (error) {
        problems.push(`${accounts[at]!.email}: ${(error as Error).message}`);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { ...summary(clients, accounts, seconds), problems };
}

async function labelOn(
  client: AnnotatorClient,
  account: SimulatedAccount,
  { quality, seed, labels, pace }: SimulationOptions,
  onLabel: () => void,
): Promise<void> {
  for (let number = 1; number <= labels; number++) {
    const shown = await client.current();
    if (!shown) return;
    const who = { name: account.email, behaviour: account.behaviour, labelNumber: number };
    const prompt = JSON.stringify(shown.prompt);
    const label = simulatedLabel(who, { prompt, left: shown.left, right: shown.right }, quality, seed);
    if (pace > 0) await pause(pace * label.activeMs);
    await client.submit(label);
    onLabel();
  }
}

function summary(clients: AnnotatorClient[], accounts: SimulatedAccount[], seconds: number) {
  const tallies = clients.map((client) => client.tally);
  const latencies = Float64Array.from(tallies.flatMap((t) => t.latenciesMs)).sort();
  const labels = tallies.reduce((sum, t) => sum + t.labels, 0);
  const labelsByBehaviour: Partial<Record<Behaviour, number>> = {};
  for (const [at, { behaviour }] of accounts.entries())
    labelsByBehaviour[behaviour] = (labelsByBehaviour[behaviour] ?? 0) + tallies[at]!.labels;
  const at = (p: number) => (latencies.length ? quantile(latencies, p) : null);
  return {
    annotators: clients.length,
    labels,
    retries: tallies.reduce((sum, t) => sum + t.retries, 0),
    refused: tallies.reduce((sum, t) => sum + t.refused.length, 0),
    seconds,
    labelsPerSecond: labels / seconds,
    submitAndNextMs: { p50: at(0.5), p95: at(0.95), most: at(1) },
    labelsByBehaviour,
    tallies,
  };
}

async function eachOf<T>(
  items: T[],
  atOnce: number,
  work: (item: T, at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      for (let at = next++; at < items.length; at = next++) await work(items[at]!, at);
    }),
  );
}
