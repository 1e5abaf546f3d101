import type { Role } from '#prisma/generated/enums';

/**
 * The one permission table. `public` needs no sign-in; `site` needs a signed-in person (or a site admin); `project`
 * needs a membership with one of the roles. `apiKey` permissions can be granted to an API key of the project.
 */
export const PERMISSIONS = {
  'health:read': { scope: 'public' },
  'sign-in:use': { scope: 'public' },
  'invitation:accept': { scope: 'public' },
  'attestation:verify': { scope: 'public' },
  'api:describe': { scope: 'public' },
  'home:read': { scope: 'site' },
  'account:write': { scope: 'site' },
  'project:create': { scope: 'site', siteAdmin: true },
  'signing-key:rotate': { scope: 'site', siteAdmin: true },

  'project:enter': { scope: 'project', roles: ['ANNOTATOR', 'LEAD', 'ADMIN'] },
  'guideline:read': { scope: 'project', roles: ['ANNOTATOR', 'LEAD', 'ADMIN'] },
  'guideline:write': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'label-form:write': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'settings:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'label:write': { scope: 'project', roles: ['ANNOTATOR', 'LEAD', 'ADMIN'] },
  'work:read-own': { scope: 'project', roles: ['ANNOTATOR', 'LEAD', 'ADMIN'] },
  'quality:read': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
  'comparison:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'label:post': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
  'comparison:import': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
  'batch:manage': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'annotator:manage': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'adjudication:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'adjudication:open': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'adjudication:decide': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'adjudication:reveal': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'gold:write': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'life-cycle:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'life-cycle:write': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'appeal:write': { scope: 'project', roles: ['ANNOTATOR', 'LEAD', 'ADMIN'] },
  'appeal:answer': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'overlap:collect': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'simulation:run': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'training:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'training:request': { scope: 'project', roles: ['ADMIN'] },
  'watching:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'checkpoint:post': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
  'policy:write': { scope: 'project', roles: ['ADMIN'] },
  'waiver:request': { scope: 'project', roles: ['LEAD'] },
  'waiver:sign': { scope: 'project', roles: ['ADMIN'] },
  'waiver:revoke': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'member:manage': { scope: 'project', roles: ['ADMIN'] },
  'api-key:manage': { scope: 'project', roles: ['ADMIN'] },
  'alert:read': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'alert:resolve': { scope: 'project', roles: ['LEAD', 'ADMIN'] },
  'webhook:manage': { scope: 'project', roles: ['ADMIN'] },
  'audit:read': { scope: 'project', roles: ['ADMIN'] },
  'export:read': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
  'model-alias:set': { scope: 'project', roles: ['ADMIN'] },
  'reward:score': { scope: 'project', roles: ['LEAD', 'ADMIN'], apiKey: true },
} as const satisfies Record<string, PermissionRule>;

interface PermissionRule {
  scope: 'public' | 'site' | 'project';
  roles?: readonly Role[];
  siteAdmin?: boolean;
  apiKey?: boolean;
}

export type Permission = keyof typeof PERMISSIONS;
export type ProjectPermission = {
  [P in Permission]: (typeof PERMISSIONS)[P]['scope'] extends 'project' ? P : never;
}[Permission];
export type PublicPermission = {
  [P in Permission]: (typeof PERMISSIONS)[P]['scope'] extends 'public' ? P : never;
}[Permission];
export type SitePermission = Exclude<Permission, ProjectPermission | PublicPermission>;

export const permissionRule = (permission: Permission): PermissionRule => PERMISSIONS[permission];

/** Permissions that an API key may carry. */
export type ApiKeyPermission = {
  [P in Permission]: (typeof PERMISSIONS)[P] extends { apiKey: true } ? P : never;
}[Permission];

export const API_KEY_PERMISSIONS = (Object.keys(PERMISSIONS) as Permission[]).filter(
  (p) => permissionRule(p).apiKey,
);

/** Whether a person with this role in the project may; a site admin counts as ADMIN everywhere. */
export function roleMay(role: Role | null, permission: Permission): boolean {
  return role !== null && (permissionRule(permission).roles?.includes(role) ?? false);
}
