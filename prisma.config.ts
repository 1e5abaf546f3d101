import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's native schema engine is a download that many networks refuse. The WASM build of the same engine comes from
// npm, so migrations run the same way everywhere; set the variable yourself to use a native engine instead.
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve('prisma/schema-engine.mjs');
}

// Nothing phones home.
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
