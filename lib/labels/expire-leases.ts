import { transaction } from '#lib/db';
import { endLeases } from './end-leases';

/** Ends the leases whose time is over and frees their places. Returns how many. */
export const expireLeases = (): Promise<number> =>
  transaction((tx) => endLeases(tx, 'EXPIRED', 's.lease_expires_at <= now()'));
