import { z } from 'zod';

/*
 * Trainers don't try a request again that was refused for its content, and lose the sample. So whatever a text field holds
 * is read as text.
 */

/** The text in a value: a string, a chat message's list of parts, or an object that has one of the two. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value === null || typeof value !== 'object')
    return value === undefined || value === null ? '' : String(value);
  const { text, content } = value as { text?: unknown; content?: unknown };
  return text !== undefined ? textOf(text) : content !== undefined ? textOf(content) : '';
}

const part = z.object({ type: z.string().optional(), text: z.string().optional() }).loose();

/** A text, null, or parts with texts in them. */
export const lenientText = z
  .union([
    z.string(),
    z.null(),
    z.array(part),
    z.object({ text: z.string() }).loose(),
    z.object({ content: z.union([z.string(), z.array(part)]) }).loose(),
  ])
  .transform(textOf);

/** A chat message of any client. */
export const lenientMessage = z
  .object({ role: z.string(), content: lenientText.optional() })
  .loose()
  .transform(({ role, content }) => ({ role, content: content ?? '' }));

/** Largest number of responses that one request may bring. */
export const MOST_RESPONSES = 1024;

/** One text, or a list of them. */
export const oneOrMany = z.union([z.array(lenientText).max(MOST_RESPONSES), lenientText]);

export const modelField = z
  .string()
  .max(500)
  .nullish()
  .describe(
    'A version, `production` or `candidate`; a path or hub name (with a slash) and none mean `production`.',
  );

/** Roughly how many tokens a text has; clients only add them up. */
export const roughTokens = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
