import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { JSONWebKeySet } from 'jose';
import { verifyAttestation } from '#lib/attestation/verify-attestation';
import { ConcordError } from '#lib/errors';

interface Options {
  keys: string;
  project?: string;
  batch?: string;
  snapshot?: string;
  issuer?: string;
  json?: boolean;
}

const EXAMPLE = `
Example:
  concord gate --project helpfulness --json > gate.json
  concord verify-attestation gate.json --keys https://concord.example.org/.well-known/jwks.json --snapshot 9f3c…
`;

/** `concord verify-attestation`: for a pipeline that was handed an attestation and has the labels. */
export function registerVerifyAttestation(program: Command): void {
  program
    .command('verify-attestation')
    .description('Check a signed attestation: its signature, its dates, and what it is about')
    .argument('<file>', 'the attestation, or the JSON answer of the gate; - reads standard input')
    .requiredOption('--keys <address-or-file>', 'the public keys (JWKS)')
    .option('--project <slug>', 'it must be about this project')
    .option('--batch <number>', 'it must be about this batch')
    .option('--snapshot <hash>', 'it must be about exactly these labels')
    .option('--issuer <address>', 'it must be signed by this installation')
    .option('--json', 'print one JSON object for machines')
    .addHelpText('after', EXAMPLE)
    .action(async (file: string, options: Options) => {
      const { batch, ...wanted } = options;
      const verdict = await verifyAttestation(tokenIn(readText(file)), await keysAt(options.keys), {
        ...wanted,
        batch: batch === undefined ? undefined : Number(batch),
      });
      if (options.json) console.log(JSON.stringify(verdict));
      else if (verdict.ok)
        console.log(`It holds: ${verdict.claims!.project}, batch ${verdict.claims!.batch.number} may train.`);
      else console.log(`Refused. ${verdict.reason}`);
      if (!verdict.ok) process.exitCode = 1;
    });
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new ConcordError('bad_request', `${file} can't be read: ${(error as Error).message}`);
  }
}

/** A bare token, or the gate's answer around it. */
function tokenIn(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  return String((JSON.parse(text) as { attestation?: string }).attestation ?? '');
}

async function keysAt(place: string): Promise<JSONWebKeySet> {
  if (!/^https?:/.test(place)) return JSON.parse(readText(place)) as JSONWebKeySet;
  const response = await fetch(place, { redirect: 'error', signal: AbortSignal.timeout(30_000) }).catch(
    () => null,
  );
  if (!response?.ok) throw new ConcordError('unavailable', `${place} does not answer with keys.`);
  return (await response.json()) as JSONWebKeySet;
}
