import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';

class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Runs a command in this process, as the command line would, and answers what it printed and its exit code. */
export async function runCommand(register: (program: Command) => void, args: string[]) {
  let out = '';
  let err = '';
  const into = (add: (text: string) => void) =>
    ((text: unknown) => {
      add(String(text));
      return true;
    }) as typeof process.stdout.write;
  vi.spyOn(process.stdout, 'write').mockImplementation(into((text) => (out += text)));
  vi.spyOn(process.stderr, 'write').mockImplementation(into((text) => (err += text)));
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(Number(code));
  });
  const program = new Command('concord');
  register(program);
  process.exitCode = undefined;
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    process.exitCode = error.code;
  }
  return { out, err, code: process.exitCode ?? 0 };
}

/** A folder for the files of a test file, removed with it; what `runCommand` replaced is put back after each test. */
export function commandFiles(): (name: string, content: string | Buffer) => string {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'concord-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  return (name, content) => {
    const at = path.join(folder, name);
    writeFileSync(at, content);
    return at;
  };
}

/** Rows as JSON Lines. */
export const jsonLines = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
