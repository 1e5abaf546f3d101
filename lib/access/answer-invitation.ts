import { z } from 'zod';
import { ConcordError } from '#lib/errors';
import type { PersonActor } from './actor';
import { passwordSignIn } from './auth-options';
import { acceptInvitation } from './invitation';
import { MINIMUM_PASSWORD_LENGTH } from './password';
import { consumeRate } from './rate-limit';

const token = z.string().min(8).max(100);

/** How somebody answers an invitation: with the account they are signed in with, or with a new one. */
export const invitationAnswer = z.discriminatedUnion('as', [
  z.object({ as: z.literal('member'), token }),
  z.object({
    as: z.literal('newcomer'),
    token,
    name: z.string().trim().min(1, 'Write your name.').max(120),
    password: z
      .string()
      .min(MINIMUM_PASSWORD_LENGTH, `Use at least ${MINIMUM_PASSWORD_LENGTH} characters.`)
      .max(200),
  }),
]);

/** Takes the invitation up; tries from one network address are counted, so that tokens can't be guessed. */
export async function answerInvitation(
  person: PersonActor | null,
  answer: z.infer<typeof invitationAnswer>,
  network: string,
): Promise<{ slug: string; email: string }> {
  await consumeRate('invitation', network);
  if (answer.as === 'member') {
    if (!person) throw new ConcordError('not_signed_in', 'Sign in first, then open the link again.');
    return acceptInvitation(answer.token, { person });
  }
  if (!passwordSignIn())
    throw new ConcordError('forbidden', 'This site has no passwords: sign in, then open the link again.');
  return acceptInvitation(answer.token, { name: answer.name, password: answer.password });
}
