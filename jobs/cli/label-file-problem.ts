import { UnusableFile } from './label-file-columns';

/** The sentence for a label file that cannot be used; null for a fault of our own. */
export function labelFileProblem(error: unknown, file: string): string | null {
  if (error instanceof UnusableFile) {
    const lines = error.badLines.map((bad) => `  ${bad.message}`);
    const more = error.badLineCount - error.badLines.length;
    if (more > 0) lines.push(`  … and ${more} more`);
    return [error.message, ...lines].join('\n');
  }
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ENOENT') return `${file} does not exist`;
    if (error.code === 'EISDIR') return `${file} is a folder`;
    if (error.code === 'EACCES') return `${file} may not be read`;
  }
  return null;
}
