import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FEATURE_VERSION } from '#lib/reward-model/text-features';

/** Which program trained: the release, its commit where it runs from a checkout, and the version of the text features. */
export function codeVersion(root = process.cwd()): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const commit = commitOf(root);
  return `concord ${version}${commit ? ` (${commit.slice(0, 12)})` : ''}, features ${FEATURE_VERSION}`;
}

/** The commit checked out, read from Git's own files: the program may run where there is no `git`. */
function commitOf(root: string): string | null {
  try {
    const marker = path.join(root, '.git');
    if (!existsSync(marker)) return null;
    const pointed = /^gitdir: (.+)$/m.exec(tryRead(marker) ?? '')?.[1];
    const folder = pointed ? path.resolve(root, pointed) : marker;
    const head = readFileSync(path.join(folder, 'HEAD'), 'utf8').trim();
    const ref = /^ref: (.+)$/.exec(head)?.[1];
    if (!ref) return head;
    const common = tryRead(path.join(folder, 'commondir'))?.trim();
    for (const place of [folder, ...(common ? [path.resolve(folder, common)] : [])]) {
      const loose = tryRead(path.join(place, ref))?.trim();
      if (loose) return loose;
      const packed = tryRead(path.join(place, 'packed-refs'))
        ?.split('\n')
        .find((line) => line.endsWith(` ${ref}`));
      if (packed) return packed.split(' ')[0] ?? null;
    }
    return null;
  } catch {
    return null;
  }
}

function tryRead(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
