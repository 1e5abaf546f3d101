import { prepared } from '#lib/db';

/** An entry of the audit log as its viewer shows it. */
export interface AuditEntry {
  id: number;
  at: string;
  actorKind: string;
  /** A person's or an API key's name; null for the system and for who is gone. */
  actor: string | null;
  action: string;
  subject: string;
  data: unknown;
  hash: string;
}

export interface AuditFilter {
  /** A person's or an API key's id, or a kind: `system`, `database`. */
  who?: string;
  /** `noun.verb`, or a noun alone for all of its acts. */
  what?: string;
  /** Days, YYYY-MM-DD, both included (UTC). */
  from?: string;
  until?: string;
  /** The beginning of the subject: `training-run:`. */
  subject?: string;
}

const UUID = /^[0-9a-f-]{36}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const day = (text: string | undefined): string | null =>
  text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

interface EntryRow {
  id: number;
  at: Date;
  actor_kind: string;
  actor: string | null;
  action: string;
  subject: string;
  data: unknown;
  hash: string;
}

/** Entries of a project, newest first; `before` is the last id seen (keyset). */
export async function auditLog(
  projectId: string,
  filter: AuditFilter,
  limit: number,
  before?: number,
): Promise<AuditEntry[]> {
  const person = filter.who && UUID.test(filter.who) ? filter.who : null;
  const { rows } = await prepared<EntryRow>(
    `SELECT e.id, e.at, e.actor_kind, coalesce(u.name, u.email, k.name) AS actor, e.action, e.subject, e.data, e.hash
     FROM audit_event e LEFT JOIN app_user u ON u.id = e.actor_id LEFT JOIN api_key k ON k.id = e.actor_id
     WHERE e.project_id = $1 AND ($2::bigint IS NULL OR e.id < $2) AND ($3::uuid IS NULL OR e.actor_id = $3) AND ($4::text IS NULL OR e.actor_kind = $4)
       AND ($5::text IS NULL OR e.action = $5 OR starts_with(e.action, $5 || '.')) AND ($6::date IS NULL OR e.at >= $6::timestamp AT TIME ZONE 'UTC')
       AND ($7::date IS NULL OR e.at < ($7::timestamp + interval '1 day') AT TIME ZONE 'UTC') AND ($8::text IS NULL OR starts_with(e.subject, $8))
     ORDER BY e.id DESC LIMIT $9`,
    [
      projectId,
      before ?? null,
      person,
      filter.who && !person ? filter.who : null,
      filter.what || null,
      day(filter.from),
      day(filter.until),
      filter.subject || null,
      limit,
    ],
  );
  return rows.map(({ actor_kind, at, ...row }) => ({ ...row, actorKind: actor_kind, at: at.toISOString() }));
}

/** What can be filtered by: every action that the project's log has, and who may have acted in it. */
export async function auditChoices(
  projectId: string,
): Promise<{ actions: string[]; people: { id: string; name: string }[] }> {
  const [actions, people] = await Promise.all([
    // From one action to the next along the index: as many steps as there are actions, however long the log is.
    prepared<{ action: string }>(
      `WITH RECURSIVE known AS (
         (SELECT action FROM audit_event WHERE project_id = $1 ORDER BY action LIMIT 1)
         UNION ALL
         SELECT (SELECT e.action FROM audit_event e WHERE e.project_id = $1 AND e.action > known.action ORDER BY e.action LIMIT 1) FROM known WHERE known.action IS NOT NULL
       ) SELECT action FROM known WHERE action IS NOT NULL`,
      [projectId],
    ),
    prepared<{ id: string; name: string }>(
      `SELECT u.id, coalesce(u.name, u.email, 'Someone') AS name FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.project_id = $1 AND m.role <> 'ANNOTATOR'
       UNION ALL SELECT id, 'API key ' || name FROM api_key WHERE project_id = $1 ORDER BY name`,
      [projectId],
    ),
  ]);
  return { actions: actions.rows.map((row) => row.action), people: people.rows };
}
