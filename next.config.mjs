const SECURITY_HEADERS = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
];

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { authInterrupts: true },
  // The development server is opened by this address too; without it the browser's reload channel is refused.
  allowedDevOrigins: ['127.0.0.1'],
  // A checkout inside another one has two lock files; without a named root Next would trace from the outer one.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg', 'pg-boss', 'pg-copy-streams', 'pino', 'hash-wasm'],
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default config;
