/** The one table of what can go wrong at a door, and the HTTP status that says so. */
export const ERROR_STATUS = {
  bad_request: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gate_blocked: 409,
  lease_expired: 409,
  guideline_unread: 409,
  gone: 410,
  too_large: 413,
  invalid_input: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** An expected failure: its message is written for the person who meets it, and leaks nothing. */
export class ConcordError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'ConcordError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: unknown };
}

/** What a door answers for any thrown value; unexpected ones become a plain "internal" with a reference to the log. */
export function errorBody(thrown: unknown, reference: string): { status: number; body: ErrorBody } {
  if (thrown instanceof ConcordError) {
    const details = thrown.details === undefined ? {} : { details: thrown.details };
    return {
      status: thrown.status,
      body: { error: { code: thrown.code, message: thrown.message, ...details } },
    };
  }
  const message = `Something went wrong on the server. Nothing was changed. Try again; if it stays, tell your admin the reference ${reference}.`;
  return { status: 500, body: { error: { code: 'internal', message } } };
}
