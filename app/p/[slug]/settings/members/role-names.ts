import type { Role } from '#prisma/generated/enums';

export const ROLE_NAMES: Record<Role, string> = { ANNOTATOR: 'Annotator', LEAD: 'Lead', ADMIN: 'Admin' };

/** What each role may do, in the words of who chooses it. */
export const ROLE_OPTIONS = [
  { value: 'ANNOTATOR', label: 'Annotator', hint: 'Labels comparisons and sees only their own work.' },
  {
    value: 'LEAD',
    label: 'Lead',
    hint: 'Sees agreement and annotators, collects overlap, writes the guideline.',
  },
  {
    value: 'ADMIN',
    label: 'Admin',
    hint: 'Also requests training, sets the policy, manages members and keys.',
  },
];
