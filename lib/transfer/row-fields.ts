import { z } from 'zod';
import { AnnotatorKind, Choice } from '#prisma/generated/enums';

/*
 * The fields of a line, each with a reason that its author can act on. Files come from many tools, so numbers and
 * booleans may be written as text (CSV knows nothing else), and ids as numbers.
 */

// Unique indexes hold these; PostgreSQL refuses index entries of more than about 2,700 bytes.
const ID_LENGTH = 500;
const MAX_INT32 = 2 ** 31 - 1;

/** How a part of a field is named to the author of the file: `prompt[1].role`. */
export const fieldPath = (name: string, parts: readonly PropertyKey[]): string =>
  name + parts.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

const LONE_SURROGATE = /\p{Surrogate}/u;

const missingOr = (expected: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is missing' : expected;

export const text = z
  .string({ error: missingOr('must be text') })
  .refine((t) => !t.includes('\0'), 'contains a NUL character (U+0000), which the database cannot hold')
  .refine((t) => !LONE_SURROGATE.test(t), 'contains half of a surrogate pair, which is not valid Unicode');

export const identifier = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  text
    .refine((t) => t.trim() !== '', 'is empty')
    .refine((t) => t.length <= ID_LENGTH, `is longer than ${ID_LENGTH} characters`),
);

/** Message content: text, or the list of text parts that chat interfaces write. */
const content = z.preprocess((value) => {
  if (!Array.isArray(value)) return value;
  const parts = value.map((part: unknown) => (part as { type?: unknown; text?: unknown } | null)?.text);
  return parts.every((part) => typeof part === 'string') ? parts.join('\n\n') : value;
}, text);

export const messages = z
  .array(
    z.object(
      {
        role: z.enum(['system', 'user', 'assistant'], { error: 'must be system, user or assistant' }),
        content,
      },
      { error: 'must be a message with role and content' },
    ),
    { error: missingOr('must be text or a list of messages') },
  )
  .min(1, 'has no messages');

/** Text is one turn of the user. */
export const prompt = z.preprocess(
  (value) => (typeof value === 'string' ? [{ role: 'user', content: value }] : value),
  messages,
);

export const choice = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .trim()
          .toUpperCase()
          .replaceAll("'", '')
          .replace(/[\s-]+/g, '_')
      : value,
  z.enum(Choice, { error: missingOr('must be A, B, TIE, BOTH_BAD or CANT_JUDGE') }),
);

export const annotatorKind = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
  z.enum(AnnotatorKind, { error: missingOr('must be human or model') }),
);

const numeric = (value: unknown) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;

export function whole(low: number, high: number) {
  const expected = `must be a whole number from ${low} to ${high}`;
  return z.preprocess(numeric, z.int(expected).min(low, expected).max(high, expected));
}

export const decimal = z.preprocess(numeric, z.number('must be a number'));

const DURATION = `must be a number of milliseconds from 0 to ${MAX_INT32}`;
export const milliseconds = z.preprocess(
  numeric,
  z.number(DURATION).min(0, DURATION).max(MAX_INT32, DURATION).transform(Math.round),
);

const BOOLEANS: Record<string, boolean> = { true: true, false: false, '1': true, '0': false };
export const trueOrFalse = z.preprocess(
  (value) =>
    typeof value === 'string' || typeof value === 'number'
      ? (BOOLEANS[String(value).trim().toLowerCase()] ?? value)
      : value,
  z.boolean('must be true or false'),
);

/** Words: a list, or text with semicolons between them. */
export const words = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(';') : value),
  z
    .array(text, { error: 'must be a list, or text with ; between its parts' })
    .transform((list) => [...new Set(list.map((word) => word.trim()).filter(Boolean))]),
);

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** An ISO 8601 time; one without an offset is taken as UTC, never as the local time of whoever imports it. */
export const time = text.transform((value, context) => {
  const [, day, clock = '00:00', offset = 'Z'] = TIME.exec(value.trim()) ?? [];
  const minutes = offset.length > 3 ? offset.slice(-2) : '00';
  const at = new Date(`${day}T${clock}${/z/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${minutes}`}`);
  // The parser would turn 30 February into 1 March.
  const dayExists = day && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
  if (dayExists && !Number.isNaN(at.getTime())) return at.toISOString();
  context.addIssue('must be an ISO 8601 time such as 2026-11-23T10:51:00Z');
  return z.NEVER;
});

/** Any JSON object whose texts the database can hold. */
export const jsonObject = z
  .record(z.string(), z.unknown(), { error: 'must be a JSON object' })
  .superRefine((value, context) => {
    const reason = unstorable(value);
    if (reason) context.addIssue(reason);
  });

function unstorable(value: unknown): string | null {
  if (typeof value === 'string') return text.safeParse(value).error?.issues[0]?.message ?? null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const reason = unstorable(key) ?? unstorable(inner);
    if (reason) return reason;
  }
  return null;
}
