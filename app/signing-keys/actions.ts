'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/access/action';
import { auditActor } from '#lib/access/actor';
import { rotateKeys } from '#lib/attestation/signing-keys';

export const rotate = action('signing-key:rotate', z.object({}), async (actor) => {
  await rotateKeys(auditActor(actor));
  revalidatePath('/signing-keys');
});
