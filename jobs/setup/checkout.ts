import fs from 'node:fs';
import path from 'node:path';

/** The folder that holds package.json. */
export const CHECKOUT = path.resolve(import.meta.dirname, '../..');

/** A file below `.data`, where everything lies that a start makes and keeps. */
export function dataFile(...names: string[]): string {
  const folder = path.join(CHECKOUT, '.data');
  try {
    fs.mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    throw new Error(
      `${folder} cannot be written. Start as the user who owns it, or give it to yourself with chown -R.`,
    );
  }
  return path.join(folder, ...names);
}

/** The program file of an installed package, to run with this Node itself: no npx, no shell, no PATH. */
export function packageProgram(...names: string[]): string {
  return path.join(CHECKOUT, 'node_modules', ...names);
}
