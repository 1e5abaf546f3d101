import { authHandler } from '#lib/access/auth-handler';

// next-auth's own endpoints (sign-in:use): it brings its own CSRF token and decides nothing about permissions.
export { authHandler as GET, authHandler as POST };
