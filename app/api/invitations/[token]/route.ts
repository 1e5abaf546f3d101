import { answerInvitation, invitationAnswer } from '#lib/access/answer-invitation';
import { route } from '#lib/access/route';

export const POST = route('invitation:accept', invitationAnswer, async ({ actor, input, request }) => {
  const network = (request.headers.get('x-forwarded-for') ?? 'local').split(',')[0]!.trim();
  return answerInvitation(actor, input, network);
});
