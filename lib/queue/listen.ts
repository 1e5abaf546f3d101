import pg from 'pg';
import { setting } from '#lib/env';
import { log } from '#lib/log';

const RETRY_MS = 1000;

/**
 * Calls back for every announcement on a channel of the database, over a connection of its own. When that breaks (a
 * restart of the database) it is opened again; `onConnect` then says that something may have been missed.
 */
export function listen(
  channel: string,
  onMessage: (payload: string) => void,
  onConnect: () => void = () => {},
): void {
  const client = new pg.Client({
    connectionString: setting('DATABASE_URL'),
    application_name: `concord-listen-${channel}`,
    keepAlive: true,
  });
  let ended = false;
  const again = () => {
    if (ended) return;
    ended = true;
    client.end().catch(() => {});
    setTimeout(() => listen(channel, onMessage, onConnect), RETRY_MS).unref();
  };
  client.on('error', again);
  client.on('end', again);
  client.on('notification', ({ payload }) => onMessage(payload ?? ''));
  client
    .connect()
    .then(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
    .then(onConnect)
    .catch((error) => {
      log('listen').warn({ err: error, channel }, 'announcements are out of reach; trying again');
      again();
    });
}
