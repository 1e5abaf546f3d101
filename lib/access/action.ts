import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import { ConcordError, errorBody } from '#lib/errors';
import { log } from '#lib/log';
import type { ActionState } from './action-state';
import { authorizeMember, authorizePerson, type MemberActor, type PersonActor } from './actor';
import { sessionPerson } from './page-actor';
import {
  type Permission,
  type ProjectPermission,
  type PublicPermission,
  permissionRule,
} from './permissions';

type ActionActor<P extends Permission> = P extends ProjectPermission
  ? MemberActor
  : P extends PublicPermission
    ? PersonActor | null
    : PersonActor;

/**
 * The road into a server action: who → may → parse → do → answer. Forms of a project carry its `slug`. Next checks that
 * the request comes from our own origin.
 */
export function action<P extends Permission, Schema extends z.ZodObject, Result>(
  permission: P,
  schema: Schema,
  run: (actor: ActionActor<P>, input: z.infer<Schema>) => Promise<Result>,
): (previous: ActionState<Result>, form: FormData) => Promise<ActionState<Result>> {
  return async (_previous, form) => {
    try {
      const fields = formFields(form);
      const actor = await actorFor(permission, fields);
      const parsed = schema.safeParse(fields);
      if (!parsed.success) {
        const flat = z.flattenError(parsed.error);
        const message = flat.formErrors[0] ?? 'Some fields need another look.';
        return {
          ok: false,
          error: { code: 'invalid_input', message, fields: flat.fieldErrors as Record<string, string[]> },
        };
      }
      return { ok: true, result: await run(actor as ActionActor<P>, parsed.data) };
    } catch (thrown) {
      unstable_rethrow(thrown);
      const reference = randomUUID().slice(0, 8);
      if (!(thrown instanceof ConcordError))
        log('access').error({ err: thrown, reference, permission }, 'action failed');
      const { code, message } = errorBody(thrown, reference).body.error;
      return { ok: false, error: { code, message } };
    }
  };
}

async function actorFor(permission: Permission, fields: Record<string, unknown>) {
  const rule = permissionRule(permission);
  const session = await sessionPerson();
  if (rule.scope === 'public') return session;
  const person = authorizePerson(session, permission);
  if (rule.scope === 'site') return person;
  return authorizeMember(person, String(fields.slug ?? ''), permission);
}

/** A form as plain data: repeated names become lists, and Next's own fields stay out. */
function formFields(form: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const values = form.getAll(name);
    fields[name] = values.length > 1 ? values : values[0];
  }
  return fields;
}
