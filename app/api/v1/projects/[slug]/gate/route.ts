import { NextResponse } from 'next/server';
import { route } from '#lib/access/route';
import { gateAnswer, gateQuestion } from '#lib/attestation/gate-answer';

/** 200 when the gate lets the batch through, 409 when it does not, with the same body. */
export const GET = route('quality:read', gateQuestion, async ({ actor, input }) => {
  const answer = await gateAnswer(actor.project, input);
  return NextResponse.json(answer, {
    status: answer.passed ? 200 : 409,
    headers: { 'cache-control': 'no-store' },
  });
});
