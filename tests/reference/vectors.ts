import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** The cases of one family of reference values. */
export function cases<Case>(family: string): Case[] {
  const file = new URL(`./vectors/${family}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases;
}

/** Equal to within an absolute tolerance, and not null. */
export function expectClose(actual: number | null, expected: number, tolerance: number, what: string): void {
  expect(actual, what).not.toBeNull();
  expect(Math.abs(actual! - expected), `${what}: ${actual} against ${expected}`).toBeLessThanOrEqual(
    tolerance,
  );
}
