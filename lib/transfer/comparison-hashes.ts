import { createHash } from 'node:crypto';
import type { Conversation } from '#lib/labels/conversation';

const sha256 = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** The hashes stored with a comparison: of its prompt (splits go by prompt), and of all that an import must not change. */
export function comparisonHashes(c: {
  prompt: Conversation;
  responseA: string;
  responseB: string;
  sourceA: string | null;
  sourceB: string | null;
}): { prompt_hash: string; content_hash: string } {
  const prompt = c.prompt.map((turn) => [turn.role, turn.content]);
  return {
    prompt_hash: sha256(prompt),
    content_hash: sha256([prompt, c.responseA, c.responseB, c.sourceA, c.sourceB]),
  };
}
