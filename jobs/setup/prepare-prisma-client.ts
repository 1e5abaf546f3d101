import fs from 'node:fs';
import path from 'node:path';
import { CHECKOUT, packageProgram } from './checkout';
import { runTool } from './run-tool';

/** The generated client carries the schema that it was made from. */
function isCurrent(): boolean {
  try {
    const schema = fs.readFileSync(path.join(CHECKOUT, 'prisma/schema.prisma'), 'utf8');
    const generated = fs.readFileSync(path.join(CHECKOUT, 'prisma/generated/internal/class.ts'), 'utf8');
    return generated.includes(JSON.stringify(schema));
  } catch {
    return false;
  }
}

/** Generates the database client when it is missing (npm was told to run no scripts) or older than the schema. */
export async function preparePrismaClient(): Promise<void> {
  if (isCurrent()) return;
  const { ok, output } = await runTool([packageProgram('prisma', 'build', 'index.js'), 'generate']);
  if (!ok) throw new Error(`The database client could not be generated:\n${output}`);
}
