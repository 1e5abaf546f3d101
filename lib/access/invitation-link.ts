import { env } from '#lib/env';

/** The address of an invitation's page: whole where the operator told the site's own, else its path. */
export function invitationLink(token: string): string {
  const path = `/invite/${token}`;
  const site = env().APP_URL;
  return site ? new URL(path, site).href : path;
}
