import { cache } from 'react';
import { batches } from '#lib/quality/batches';

/** The batches of a project, read once per request: the layout's menu and the page both ask. */
export const projectBatches = cache(batches);
