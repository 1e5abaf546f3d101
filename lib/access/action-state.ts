import type { ErrorCode } from '#lib/errors';

/** What a form shows after its action: a result, or an error with a message per field. */
export type ActionState<Result> =
  | { ok: true; result: Result }
  | { ok: false; error: { code: ErrorCode; message: string; fields?: Record<string, string[]> } }
  | null;
