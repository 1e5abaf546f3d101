import { z } from 'zod';
import { route } from '#lib/access/route';
import { ownAnnotatorId } from '#lib/labels/label-form-of';
import { ownHistory } from '#lib/labels/own-history';

export const GET = route('label:write', z.object({}), async ({ actor }) => ({
  labels: await ownHistory(ownAnnotatorId(actor)),
}));
