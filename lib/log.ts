import pino, { type Logger } from 'pino';
import { setting } from '#lib/env';

// Secrets that a careless `log.info(request)` would write down.
const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret', 'apiKey', 'passwordHash'];

let root: Logger | undefined;

/** The log of one part of the program ("web", "worker", "quality"): JSON lines on stdout, secrets struck out. */
export function log(part: string): Logger {
  root ??= pino({
    level: setting('LOG_LEVEL') ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  });
  return root.child({ part });
}
