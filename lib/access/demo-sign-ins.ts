import { env } from '#lib/env';
import { prisma } from '#lib/prisma';
import { DEMO_SIGN_INS } from '#prisma/seed/demo-sign-ins';

export type DemoSignIn = (typeof DEMO_SIGN_INS)[number];

/** The demo sign-ins, offered only by the embedded demo and only while its demo project is there; else none. */
export async function demoSignIns(): Promise<readonly DemoSignIn[]> {
  if (!env().CONCORD_EMBEDDED || !env().CONCORD_DEMO) return [];
  const demo = await prisma().project.findFirst({ where: { simulated: true }, select: { id: true } });
  return demo ? DEMO_SIGN_INS : [];
}
