/** Addresses that clients of reward models ask for at the top of a server, as they stand under /serve. */
const SERVED = [
  'get_reward',
  'classify',
  'pooling',
  'score',
  'rerank',
  'v1/rerank',
  'v2/rerank',
  'predict',
  'info',
  'v1/embeddings',
  'v1/models',
];

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { authInterrupts: true },
  // Titles wait for no data, so they stand in the first bytes of every page rather than being streamed after its body.
  htmlLimitedBots: /.*/,
  // The development server is opened by this address too; without it the browser's reload channel is refused.
  allowedDevOrigins: ['127.0.0.1'],
  // A checkout inside another one has two lock files; without a named root Next would trace from the outer one.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg', 'pg-boss', 'pg-copy-streams', 'pino', 'hash-wasm'],
  // Looked at last: every other address would otherwise be held against each of them first.
  rewrites: async () => ({
    fallback: SERVED.map((path) => ({ source: `/${path}`, destination: `/serve/${path}` })),
  }),
  // A client that can set no header puts its key into the address; the development server writes addresses down.
  logging: { incomingRequests: { ignore: [/[?&]key=/] } },
};

export default config;
