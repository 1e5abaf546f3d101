import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publicKeys } from '#lib/attestation/signing-keys';

/** The address of the installation at which its public keys are told, without the rest of it. */
export async function keyServer(): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await publicKeys()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    close: () => server.close(),
  };
}
