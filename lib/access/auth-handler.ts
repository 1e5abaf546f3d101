import NextAuth from 'next-auth';
import { authOptions } from './auth-options';

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

let handler: Handler | undefined;

/** next-auth's endpoints. Made at the first request: its options read settings that a build does not have. */
export const authHandler: Handler = (request, context) => {
  handler ??= NextAuth(authOptions()) as Handler;
  return handler(request, context);
};
