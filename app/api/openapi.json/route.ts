import { z } from 'zod';
import { apiDescription } from '#lib/access/api-description';
import { route } from '#lib/access/route';
import { attestationIssuer } from '#lib/attestation/sign-attestation';

export const GET = route('api:describe', z.object({}), async () => apiDescription(attestationIssuer()));
