import { z } from 'zod';

/** A prompt: one or more turns, ending with the one that the two responses answer. */
export const conversation = z
  .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
  .min(1);

export type Conversation = z.infer<typeof conversation>;

/** A prompt as stored, checked. */
export const readConversation = (stored: unknown): Conversation => conversation.parse(stored);

/** The first words of what was asked, for lists. */
export function conversationTitle(turns: Conversation, length = 90): string {
  const asked = turns.findLast((turn) => turn.role === 'user') ?? turns.at(-1)!;
  const line = asked.content.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}
