import type { Queryable } from '#lib/db';
import { enqueue } from '#lib/queue/enqueue';
import { EVENT_TYPES, type EventData, type EventType } from './event-types';

/**
 * Tells the project's webhooks, from inside the transaction in which it happened: what is rolled back is never told,
 * what is committed is told at least once. Costs one statement when nobody listens.
 *
 * @param only one endpoint, whatever it asked for.
 */
export async function emitEvent<T extends EventType>(
  tx: Queryable,
  event: { projectId: string; type: T; data: EventData<T> },
  only?: string,
): Promise<void> {
  const { rowCount } = await tx.query(
    `WITH listening AS (
       SELECT id FROM webhook_endpoint WHERE project_id = $1 AND disabled_at IS NULL AND removed_at IS NULL
         AND CASE WHEN $4::uuid IS NULL THEN $2 = ANY(events) ELSE id = $4 END
     ), event AS (
       INSERT INTO webhook_event (project_id, type, data) SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM listening) RETURNING id
     )
     INSERT INTO webhook_delivery (event_id, endpoint_id) SELECT event.id, listening.id FROM event, listening`,
    [
      event.projectId,
      event.type,
      JSON.stringify(EVENT_TYPES[event.type].data.parse(event.data)),
      only ?? null,
    ],
  );
  if (rowCount) await enqueue(tx, 'deliver-webhooks', {}, 'now');
}
