import { z } from 'zod';
import { API_KEY_PERMISSIONS, type Permission } from '#lib/access/permissions';
import { CHECK_IDS, CHECKS, type CheckId, type PolicyChecks } from '#lib/gate/policy';

const DAY_MS = 86_400_000;

/** A form's checkboxes: absent, one, or several. */
const permissions = z.preprocess(
  (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
  z
    .array(z.custom<Permission>((name) => API_KEY_PERMISSIONS.includes(name as Permission)))
    .min(1, 'Choose at least one thing that the key may do.'),
);

export const keyInput = z.object({
  name: z.string().trim().min(2, 'Name it after what will use it.').max(80),
  permissions,
  expiresAt: z
    .enum(['30', '90', '365', 'never'], { error: 'Choose how long it is valid.' })
    .transform((days) => (days === 'never' ? null : new Date(Date.now() + Number(days) * DAY_MS))),
});

/** A threshold as typed, in its check's unit (shares in percent); empty when the check is not asked for. */
const threshold = (check: CheckId) =>
  z
    .string()
    .trim()
    .max(20)
    .optional()
    .transform((typed, context) => {
      if (!typed) return undefined;
      const value = Number(typed.replace(',', '.'));
      if (!Number.isFinite(value)) {
        context.addIssue({ code: 'custom', message: 'This is not a number.' });
        return z.NEVER;
      }
      // Twelve digits: 65.7 % is 0.657, not 0.6569999999999999.
      return CHECKS[check].unit === 'share' ? Number((value / 100).toPrecision(12)) : value;
    });

const thresholds = Object.fromEntries(CHECK_IDS.map((id) => [id, threshold(id)])) as Record<
  CheckId,
  ReturnType<typeof threshold>
>;

/** Levels on offer: how sure the gate has to be, over all its looks together. */
export const LEVELS = [0.8, 0.9, 0.95, 0.98, 0.99] as const;

const level = z.coerce
  .number()
  .refine((value) => LEVELS.some((l) => l === value), 'Choose one of the levels.');

/** What a preview needs: thresholds and level, no reason yet. */
export const previewInput = z.object({ ...thresholds, level });

export const policyInput = z.object({
  ...thresholds,
  level,
  twoForLowering: z
    .literal('on')
    .optional()
    .transform((on) => on === 'on'),
  note: z.string().trim().min(3, 'Say why; it stands in the history.').max(500),
  after: z.coerce.number().int().min(0),
});

/** The checks that a policy's form asks for. */
export function checksOf(input: z.infer<typeof previewInput>): PolicyChecks {
  const checks: PolicyChecks = {};
  for (const id of CHECK_IDS) {
    const value = input[id];
    if (value !== undefined) checks[id] = value;
  }
  return checks;
}
