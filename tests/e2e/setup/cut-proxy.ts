import net from 'node:net';
import { freePort } from '#jobs/setup/free-port';

/** A way to a server that can be cut, in the middle of whatever goes over it, and mended. */
export interface CutProxy {
  address: string;
  cut: () => void;
  mend: () => void;
  close: () => Promise<void>;
}

export async function cutProxy(to: string): Promise<CutProxy> {
  const { port: target } = new URL(to);
  const port = await freePort();
  const open = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((near) => {
    if (isCut) return near.destroy();
    const far = net.connect(Number(target), '127.0.0.1');
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => other.destroy());
      from.on('close', () => {
        open.delete(from);
        other.destroy();
      });
      from.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
