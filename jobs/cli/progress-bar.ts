/** A progress bar on a terminal's error stream, shown only once the work has taken a second. Nothing elsewhere. */
export function progressBar(title: string, total: number): { update(done: number): void; stop(): void } {
  const stream = process.stderr;
  if (!stream.isTTY || total <= 0) return { update() {}, stop() {} };
  const start = Date.now();
  let shown = 0;
  return {
    update(done) {
      const now = Date.now();
      if (now - start < 1000 || now - shown < 100) return;
      shown = now;
      const share = Math.min(1, done / total);
      const filled = Math.round(share * 30);
      stream.write(
        `\r${title} [${'█'.repeat(filled)}${' '.repeat(30 - filled)}] ${Math.round(share * 100)} %`,
      );
    },
    stop() {
      if (shown > 0) stream.write('\r\x1b[K');
    },
  };
}
