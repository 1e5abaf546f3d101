import { type Permission, roleMay } from '#lib/access/permissions';
import type { Role } from '#prisma/generated/enums';

const PLACES: { path: string; label: string; permission: Permission }[] = [
  { path: 'members', label: 'Members', permission: 'member:manage' },
  { path: 'label-form', label: 'Label form', permission: 'label-form:write' },
  { path: 'life-cycle', label: 'Life cycle', permission: 'life-cycle:write' },
  { path: 'policy', label: 'Policy', permission: 'policy:write' },
  { path: 'api-keys', label: 'API keys', permission: 'api-key:manage' },
  { path: 'webhooks', label: 'Webhooks', permission: 'webhook:manage' },
  { path: 'audit', label: 'Audit log', permission: 'audit:read' },
];

/** The pages of the settings that a role may open. */
export const settingsPlaces = (role: Role): { path: string; label: string }[] =>
  PLACES.filter(({ permission }) => roleMay(role, permission)).map(({ path, label }) => ({ path, label }));
