import { z } from 'zod';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import { type CheckResult, decide } from '#lib/gate/decide';
import type { PolicyChecks } from '#lib/gate/policy';
import type { QualityFigures } from '#lib/gate/quality-figures';
import { type WouldTake, wouldTake } from '#lib/gate/would-take';
import { isReportSealed } from '#lib/quality/report-seal';
import type { Verdict } from '#prisma/generated/enums';
import { attestationClaims, judgedCheck, type WaiverClaim } from './attestation-claims';
import { storedDecision } from './recorded-decision';
import { signAttestation } from './sign-attestation';

export const gateQuestion = z.object({
  slug: z.string(),
  batch: z.coerce.number().int().min(1).optional().describe('Number of the batch; without it the newest.'),
  decision: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Number of a recorded decision, instead of asking the gate now.'),
});

export const gateAnswerBody = attestationClaims.extend({
  checks: z.array(judgedCheck),
  behind: z.number().int().describe('Changes that are not measured yet; above 0 nothing passes.'),
  reasons: z.array(z.string()).describe('One sentence per check that does not pass.'),
  wouldTake: z
    .array(
      z.object({ check: z.string(), action: z.string(), count: z.number().nullable(), sentence: z.string() }),
    )
    .describe('What it would take to pass, most pressing first.'),
  attestation: z.string().describe('All of this, signed: a JWS (EdDSA). Keys: /.well-known/jwks.json.'),
  expiresAt: z.iso.datetime().describe('Until when the attestation is valid.'),
});

export type GateAnswer = z.infer<typeof gateAnswerBody>;

/** What was judged, whether now or when a decision was recorded. */
export interface Judged {
  batch: { number: number; name: string };
  snapshot: string;
  lastSequence: number;
  behind: number;
  policyVersion: number;
  report: { id: string; methodVersion: number } | null;
  verdict: Verdict;
  passed: boolean;
  checks: CheckResult[];
  wouldTake: WouldTake[];
  waiver: WaiverClaim | null;
  decision: number | null;
}

/**
 * What the gate of a project says about a batch now, or said in a recorded decision, signed. Changes nothing: asking is
 * not requesting.
 */
export async function gateAnswer(
  project: { id: string; slug: string; simulated: boolean },
  asked: { batch?: number; decision?: number },
): Promise<GateAnswer> {
  const judged =
    asked.decision === undefined
      ? await judgedNow(project.id, asked.batch)
      : await storedDecision(project.id, asked.decision);
  const { behind, wouldTake: steps, ...said } = judged;
  const claims = {
    project: project.slug,
    simulated: project.simulated,
    ...said,
    checks: said.checks.map(({ sentence: _, ...check }) => check),
  };
  return {
    ...claims,
    checks: said.checks,
    behind,
    reasons: said.checks.filter((check) => check.verdict !== 'PASS').map((check) => check.sentence),
    wouldTake: steps.map(({ check, action, count, sentence }) => ({ check, action, count, sentence })),
    ...(await signAttestation(claims)),
  };
}

interface NowRow {
  batch_id: string;
  number: number;
  name: string;
  needed: number;
  policy_version: number | null;
  policy_checks: PolicyChecks | null;
  policy_level: number | null;
  report_id: string | null;
  last_sequence: number | null;
  method_version: number;
  figures: QualityFigures;
  seal: string;
  hash: string;
}

async function judgedNow(projectId: string, batchNumber: number | undefined): Promise<Judged> {
  const { rows } = await pool().query<NowRow>(
    `SELECT b.id AS batch_id, b.number, b.name, b.last_sequence AS needed, p.version AS policy_version, p.checks AS policy_checks, p.level AS policy_level,
            r.id AS report_id, r.last_sequence, r.method_version, r.figures, r.seal, s.hash
     FROM batch b
     LEFT JOIN LATERAL (SELECT version, checks, level FROM policy WHERE project_id = b.project_id ORDER BY version DESC LIMIT 1) p ON true
     LEFT JOIN LATERAL (SELECT * FROM quality_report WHERE batch_id = b.id ORDER BY last_sequence DESC, method_version DESC LIMIT 1) r ON true
     LEFT JOIN snapshot s ON s.id = r.snapshot_id
     WHERE b.project_id = $1 AND ($2::int IS NULL OR b.number = $2) ORDER BY b.number DESC LIMIT 1`,
    [projectId, batchNumber ?? null],
  );
  const row = rows[0];
  if (!row)
    throw new ConcordError(
      'not_found',
      batchNumber === undefined ? 'This project has no batch yet.' : `There is no batch ${batchNumber}.`,
    );
  const trusted =
    row.report_id !== null &&
    isReportSealed(row.seal, {
      batchId: row.batch_id,
      lastSequence: row.last_sequence!,
      methodVersion: row.method_version,
      snapshotHash: row.hash,
      figures: row.figures,
    });
  const report = trusted
    ? { figures: row.figures, lastSequence: row.last_sequence!, neededSequence: row.needed }
    : null;
  const { verdict, checks } = decide(report, row.policy_checks ?? {}, row.policy_level ?? undefined);
  return {
    batch: { number: row.number, name: row.name },
    snapshot: report ? row.hash : '',
    lastSequence: report?.lastSequence ?? 0,
    behind: row.needed - (report?.lastSequence ?? 0),
    policyVersion: row.policy_version ?? 0,
    report: report && { id: row.report_id!, methodVersion: row.method_version },
    verdict,
    passed: verdict === 'PASS',
    checks,
    wouldTake: report
      ? wouldTake({ verdict, checks }, report.figures, row.policy_checks ?? {}, row.policy_level ?? undefined)
      : [],
    waiver: null,
    decision: null,
  };
}
