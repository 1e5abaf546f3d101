import { NextResponse } from 'next/server';
import { z } from 'zod';
import { route } from '#lib/access/route';
import { publicKeys } from '#lib/attestation/signing-keys';

/** The public keys that attestations verify with. */
export const GET = route('attestation:verify', z.object({}), async () =>
  NextResponse.json(await publicKeys(), { headers: { 'cache-control': 'public, max-age=300' } }),
);
