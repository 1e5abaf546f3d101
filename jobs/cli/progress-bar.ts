const WIDTH = 30;
const SHOWN_AFTER_MS = 1000;
const REDRAWN_AFTER_MS = 100;

/**
 * A bar on a terminal's stderr for work of more than a second; nothing at all where stderr is a file or a pipe.
 *
 * @param total what `done` reaches in the end; 0 when nobody knows.
 */
export function progressBar(total: number): {
  show: (done: number, note: string) => void;
  clear: () => void;
} {
  const startedAt = Date.now();
  let drawnAt = 0;
  return {
    show(done, note) {
      const now = Date.now();
      if (!process.stderr.isTTY || now - startedAt < SHOWN_AFTER_MS || now - drawnAt < REDRAWN_AFTER_MS)
        return;
      drawnAt = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`;
      process.stderr.write(`\r\u001b[K${total > 0 ? `${bar}  ` : ''}${note}`);
    },
    clear() {
      if (drawnAt) process.stderr.write('\r\u001b[K');
    },
  };
}
