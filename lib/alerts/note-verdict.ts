import type { Queryable } from '#lib/db';
import type { Verdict } from '#prisma/generated/enums';
import { emitEvent } from './emit-event';
import { projectAddress } from './project-address';
import { alertsGone, raiseAlert } from './raise-alert';

export interface NotedVerdict {
  projectId: string;
  batch: { id: string; number: number; name: string };
  verdict: Verdict;
  policyVersion: number;
  lastSequence: number;
}

/**
 * Notes what a batch's gate says as of a report and a policy. When that is something else than before, webhooks are told
 * (`gate.changed`), and when the gate opened or closed an alert is raised. The caller holds the project's row, so that changes come one after another.
 */
export async function noteVerdict(tx: Queryable, noted: NotedVerdict): Promise<void> {
  const { projectId, batch, verdict, policyVersion, lastSequence } = noted;
  const { rows } = await tx.query<{ verdict: Verdict }>(
    'SELECT verdict FROM batch_gate WHERE batch_id = $1',
    [batch.id],
  );
  const before = rows[0]?.verdict ?? null;
  await tx.query(
    `INSERT INTO batch_gate (batch_id, verdict, policy_version, last_sequence) VALUES ($1, $2, $3, $4)
     ON CONFLICT (batch_id) DO UPDATE SET verdict = excluded.verdict, policy_version = excluded.policy_version, last_sequence = excluded.last_sequence,
       changed_at = CASE WHEN batch_gate.verdict = excluded.verdict THEN batch_gate.changed_at ELSE now() END`,
    [batch.id, verdict, policyVersion, lastSequence],
  );
  if (before === verdict) return;
  const place = `?batch=${batch.number}`;
  const address = (await projectAddress(tx, projectId))(place);
  await emitEvent(tx, {
    projectId,
    type: 'gate.changed',
    data: {
      batch: { number: batch.number, name: batch.name },
      from: before,
      to: verdict,
      passed: verdict === 'PASS',
      policyVersion,
      lastSequence,
      address,
    },
  });
  const opened = verdict === 'PASS';
  if (before === null || opened === (before === 'PASS')) return;
  const causeOf = (open: boolean) => `gate-${open ? 'opened' : 'closed'}@${batch.id}`;
  await alertsGone(tx, projectId, [causeOf(!opened)], 'Resolved by itself: the gate has changed again.');
  await raiseAlert(tx, {
    projectId,
    batchId: batch.id,
    kind: 'gate',
    cause: causeOf(opened),
    title: `${batch.name} ${opened ? 'may train now' : 'may not train any more'}`,
    sentence: `The gate said ${sayVerdict(before)} and now says ${sayVerdict(verdict)}, under version ${policyVersion} of the policy.`,
    evidence: place,
  });
}

const sayVerdict = (verdict: Verdict): string =>
  ({ PASS: 'pass', FAIL: 'fail', NOT_ENOUGH_EVIDENCE: 'not enough evidence' })[verdict];
