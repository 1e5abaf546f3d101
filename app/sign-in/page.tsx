import { redirect } from 'next/navigation';
import { Logo } from '#components/ui/logo';
import { passwordSignIn, singleSignOnName } from '#lib/access/auth-options';
import { demoSignIns } from '#lib/access/demo-sign-ins';
import { pageActor } from '#lib/access/page-actor';
import { SignInForm } from './sign-in-form';

export const metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string; error?: string }>;
}) {
  const { next, error } = await searchParams;
  // Only a path of our own: an address from outside must not be reached through the sign-in.
  const target = next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
  if (await pageActor('sign-in:use')) redirect(target);
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10" id="main">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Logo />
          <span className="font-semibold text-title">Concord</span>
        </div>
        <h1 className="font-semibold text-figure">Sign in</h1>
        <p className="mt-1 mb-5 text-ink-2">
          Label comparisons, see how far annotators agree, train when it is good enough.
        </p>
        <SignInForm
          demo={await demoSignIns()}
          error={error ?? null}
          password={passwordSignIn()}
          singleSignOn={singleSignOnName()}
          target={target}
        />
      </div>
    </main>
  );
}
