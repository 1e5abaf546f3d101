import path from 'node:path';

/** The smallest Next app that records a label: what the bench holds Concord's own road against. */
export default {
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
  serverExternalPackages: ['pg', 'pg-boss', '@prisma/client', '@prisma/adapter-pg'],
};
