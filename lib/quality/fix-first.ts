import { prepared } from '#lib/db';
import { conversationTitle, readConversation } from '#lib/labels/conversation';
import { reportPart } from './report-part';
import type { FixCandidate } from './report-parts/fix-first';

/** What costs agreement in a batch, by its latest report, costliest first; prompts by their first words. */
export async function fixFirstOf(batchId: string): Promise<FixCandidate[]> {
  const candidates = (await reportPart(batchId, 'fixFirst'))?.data ?? [];
  const hashes = candidates.flatMap(({ kind, id }) => (kind === 'prompt' ? [id] : []));
  if (!hashes.length) return candidates;
  const { rows } = await prepared<{ prompt_hash: string; prompt: unknown }>(
    'SELECT DISTINCT ON (prompt_hash) prompt_hash, prompt FROM comparison WHERE batch_id = $1 AND prompt_hash = ANY($2::text[])',
    [batchId, hashes],
  );
  const titles = new Map(
    rows.map((row) => [row.prompt_hash, conversationTitle(readConversation(row.prompt))]),
  );
  return candidates.map((one) => ({
    ...one,
    name: (one.kind === 'prompt' && titles.get(one.id)) || one.name,
  }));
}
