import { expireLeases } from '#lib/labels/expire-leases';

export async function handleExpireLeases(): Promise<void> {
  await expireLeases();
}
