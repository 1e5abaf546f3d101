import { NextResponse } from 'next/server';
import { z } from 'zod';
import { route } from '#lib/access/route';
import { health } from '#lib/queue/health';

export const GET = route('health:read', z.object({}), async () => {
  const state = await health();
  return NextResponse.json(state, { status: state.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
});
