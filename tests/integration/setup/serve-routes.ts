import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { NextRequest } from 'next/server';
import { houseSources } from '#tests/house-law';

type Handler = (request: NextRequest, context: { params: Promise<object> }) => Promise<Response>;

export interface RouteServer {
  url: string;
  /** Paths with query, in the order in which they were asked for. */
  asked: string[];
  close: () => Promise<void>;
}

/**
 * The route handlers of the API, behind a server of node:http: what clients send and receive on the wire is real, only the
 * page server around it is left out. Addresses are those on disk, and at the top as next.config.mjs rewrites them.
 */
export async function serveRoutes(): Promise<RouteServer> {
  const handlers = new Map<string, Record<string, Handler>>();
  for (const { file } of houseSources().filter((s) => /^app\/(serve|api\/v1)\b.*route\.ts$/.test(s.file))) {
    const module = (await import(pathToFileURL(path.resolve(file)).href)) as Record<string, Handler>;
    const address = file.replace(/^app|\/route\.ts$/g, '');
    handlers.set(address, module);
    if (address.startsWith('/serve/')) handlers.set(address.slice('/serve'.length), module);
  }
  const asked: string[] = [];
  const server = http.createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url!, 'http://localhost');
    asked.push(incoming.url!);
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const method = incoming.method!;
    const slug = /^\/api\/v1\/projects\/([^/]+)/.exec(url.pathname)?.[1];
    const handler = handlers.get(slug ? url.pathname.replace(slug, '[slug]') : url.pathname)?.[method];
    const answer = handler
      ? await handler(
          new NextRequest(url, {
            method,
            headers: incoming.headers as Record<string, string>,
            body: method === 'GET' ? undefined : Buffer.concat(parts),
          }),
          { params: Promise.resolve(slug ? { slug } : {}) },
        )
      : new Response('not here', { status: 404 });
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
