import { prepared } from '#lib/db';
import { conversationTitle, readConversation } from '#lib/labels/conversation';
import type { StoredDisagreement } from './annotator-row';

export interface NamedDisagreement extends StoredDisagreement {
  /** The first words of the prompt. */
  title: string;
}

/** The stored disagreements of an annotator with the prompts they are about. */
export async function namedDisagreements(stored: StoredDisagreement[]): Promise<NamedDisagreement[]> {
  if (!stored.length) return [];
  const { rows } = await prepared<{ id: number; prompt: unknown }>(
    'SELECT id, prompt FROM comparison WHERE id = ANY($1::int[])',
    [stored.map((d) => d.comparisonId)],
  );
  const titles = new Map(rows.map(({ id, prompt }) => [id, conversationTitle(readConversation(prompt))]));
  return stored.flatMap((d) => {
    const title = titles.get(d.comparisonId);
    return title === undefined ? [] : [{ ...d, title }];
  });
}
