import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface PythonPackages {
  python: string;
  /** Wheels that were asked for without what they depend on, unpacked. */
  wheels: string;
  remove: () => void;
}

/**
 * Python with packages in a folder of their own. Null, and said why, where there is no Python or its packages can't be had.
 *
 * @param installed packages to install, with what they need.
 * @param unpacked packages of which only their own files are wanted.
 */
export function pythonPackages(installed: string[], unpacked: string[] = []): PythonPackages | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-python-'));
  const run = (program: string, args: string[]) =>
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 240_000 });
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    run('python3', ['-m', 'venv', path.join(folder, 'venv')]);
    const python = path.join(folder, 'venv', 'bin', 'python');
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--quiet'];
    run(python, [...pip, 'install', ...installed]);
    const wheels = path.join(folder, 'wheels');
    if (unpacked.length) {
      run(python, [...pip, 'download', '--no-deps', '--only-binary', ':all:', '--dest', wheels, ...unpacked]);
      for (const file of readdirSync(wheels).filter((name) => name.endsWith('.whl')))
        run(python, [
          '-m',
          'zipfile',
          '-e',
          path.join(wheels, file),
          path.join(wheels, path.parse(file).name),
        ]);
    }
    return { python, wheels, remove };
  } catch (error) {
    console.warn(`Skipped: Python packages can’t be had here (${(error as Error).message.slice(0, 300)}).`);
    remove();
    return null;
  }
}
