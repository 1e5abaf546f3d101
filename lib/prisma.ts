import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { pool } from '#lib/db';
import { PrismaClient } from '#prisma/generated/client';

const kept = globalThis as typeof globalThis & { concordPrisma?: { of: pg.Pool; client: PrismaClient } };

/**
 * Prisma on the one pool: typed reads and plain writes. Apart from the pool, because its engine takes 20 MB that most commands and
 * all that stream have no use for.
 */
export function prisma(): PrismaClient {
  const of = pool();
  if (kept.concordPrisma?.of !== of)
    kept.concordPrisma = { of, client: new PrismaClient({ adapter: new PrismaPg(of) }) };
  return kept.concordPrisma.client;
}
