import { z } from 'zod';
import { CHECK_IDS } from '#lib/gate/policy';

export const VERDICTS = ['PASS', 'FAIL', 'NOT_ENOUGH_EVIDENCE'] as const;

const interval = z.tuple([z.number(), z.number()]).nullable();

/** One check as it was judged. */
export const judgedCheck = z.object({
  check: z.enum(CHECK_IDS as [string, ...string[]]),
  verdict: z.enum(VERDICTS),
  measured: z.number().nullable().describe('The measured figure; null when it could not be measured.'),
  interval: interval.describe('As the gate read it; null for a counted figure.'),
  reading: z
    .object({
      level: z.number().describe('Confidence level of the policy.'),
      widening: z.number().describe('How much wider, because the gate judges at every report.'),
    })
    .nullable()
    .describe('How the interval was read; null where there is none.'),
  exact: z.boolean(),
  threshold: z.number(),
  sentence: z.string(),
});

/** Two people's act that lets a batch through although its checks do not pass. */
export const waiverClaim = z.object({
  decision: z.number().int(),
  reason: z.string(),
  requestedBy: z.string(),
  approvedBy: z.string(),
  expiresAt: z.iso.datetime(),
});

/** What an attestation says besides the registered claims (iss, sub, iat, exp, jti). */
export const attestationClaims = z.object({
  project: z.string().describe('Address of the project.'),
  simulated: z.boolean().describe('True for demo data.'),
  batch: z.object({ number: z.number().int(), name: z.string() }),
  snapshot: z.string().describe('SHA-256 of exactly the labels that were judged; empty when there are none.'),
  lastSequence: z.number().int().describe('Sequence number of the last change that was judged.'),
  policyVersion: z.number().int(),
  report: z.object({ id: z.string(), methodVersion: z.number().int() }).nullable(),
  verdict: z.enum(VERDICTS),
  passed: z.boolean().describe('The verdict is PASS, or a waiver is in force.'),
  checks: z.array(judgedCheck.omit({ sentence: true })),
  waiver: waiverClaim.nullable(),
  decision: z
    .number()
    .int()
    .nullable()
    .describe('Number of the recorded decision; null when the gate was only asked.'),
});

export type AttestationClaims = z.infer<typeof attestationClaims>;
export type WaiverClaim = z.infer<typeof waiverClaim>;
