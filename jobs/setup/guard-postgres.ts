import { spawn } from 'node:child_process';
import path from 'node:path';
import type { EmbeddedPostgres } from './embedded-postgres';

// Waits for the end of its input, which comes when the process that holds the other end is gone, however it went.
const GUARD = `trap '' INT TERM HUP
cat >/dev/null
"$0" stop -w -t 60 -m fast -D "$1"
if [ -n "$2" ]; then rm -rf -- "$2"; fi`;

/**
 * Ties the server to this process: when it ends, even by kill -9, a waiting shell stops PostgreSQL in good order.
 *
 * @param remove true for a database that is thrown away: its whole folder goes too.
 */
export function guardPostgres({ home, binaries }: EmbeddedPostgres, remove: boolean): void {
  const pgCtl = path.join(binaries.folder, 'pg_ctl');
  const guard = spawn('/bin/sh', ['-c', GUARD, pgCtl, home.data, remove ? home.folder : ''], {
    ...home.account.ids,
    cwd: '/',
    // Its own session: Ctrl-C in the terminal is for us, and we then stop the server ourselves.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as NodeJS.WritableStream & { unref?: () => void }).unref?.();
}
