import { type OutboxEntry, type Outcome, outcomeOf } from '#lib/labels/label-outbox';

const TIMEOUT_MS = 20_000;

function requestOf(entry: OutboxEntry, now: number): { path: string; body: object } {
  const { assignmentId, key: idempotencyKey } = entry;
  if (entry.kind === 'undo') return { path: 'undo', body: { assignmentId, idempotencyKey } };
  if (entry.kind === 'skip')
    return { path: 'skip', body: { assignmentId, reason: entry.reason, flag: entry.flag } };
  const { choice, strength, aspects, reasons, rationale, flag, activeMs, guideline, revises } = entry;
  const chosenAgoMs = Math.max(0, now - entry.at);
  return {
    path: 'labels',
    body: {
      assignmentId,
      idempotencyKey,
      choice,
      strength,
      aspects,
      reasons,
      rationale: rationale || null,
      flag,
      activeMs,
      guideline,
      revises,
      chosenAgoMs,
    },
  };
}

/** Sends entries to one project's labelling addresses. */
export function outboxSender(base: string): (entry: OutboxEntry, now: number) => Promise<Outcome> {
  return async (entry, now) => {
    const { path, body } = requestOf(entry, now);
    try {
      const response = await fetch(`${base}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        // The tab may be closed in this very moment.
        keepalive: true,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (response.type === 'opaqueredirect') return { kind: 'sign-in' };
      const answer = response.ok
        ? null
        : ((await response.json().catch(() => null)) as { error?: { code: string; message: string } } | null);
      return outcomeOf(
        response.status,
        answer?.error?.code ?? 'unknown',
        answer?.error?.message ?? `The server answered ${response.status}.`,
      );
    } catch {
      return { kind: 'again' };
    }
  };
}
