'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { Notice } from '#components/ui/notice';
import { TextField } from '#components/ui/text-field';

interface SignInFormProps {
  target: string;
  password: boolean;
  singleSignOn: string | null;
  /** Demo people of the embedded demo; empty everywhere else. */
  demo: readonly { role: string; email: string; password: string }[];
  /** next-auth's word for what went wrong on the way through a provider. */
  error: string | null;
}

const WORDS: Record<string, string> = {
  CredentialsSignin: 'The e-mail address or the password is wrong.',
  TooManyAttempts: 'Too many attempts. Wait a quarter of an hour, then try again.',
  AccessDenied: 'This account may not sign in. Ask an admin.',
  OAuthAccountNotLinked: 'There is an account with this address that uses a password. Sign in with it.',
};
const sentence = (code: string) => WORDS[code] ?? 'Signing in did not work. Try again.';

export function SignInForm({ target, password, singleSignOn, demo, error }: SignInFormProps) {
  const [problem, setProblem] = useState(error ? sentence(error) : null);
  const [busy, setBusy] = useState(false);

  async function enter(email: string, secret: string) {
    setBusy(true);
    setProblem(null);
    const answer = await signIn('credentials', { email, password: secret, redirect: false });
    if (answer?.ok && !answer.error) {
      // A full load, so that nothing of a former session stays in the page.
      window.location.assign(target);
      return;
    }
    setProblem(sentence(answer?.error ?? ''));
    setBusy(false);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get('email')), String(form.get('password')));
  }

  return (
    <div className="grid gap-4">
      {problem && <Notice live="alert" title={problem} tone="fail" />}
      {singleSignOn && (
        <Button
          onClick={() => signIn('oidc', { callbackUrl: target })}
          size="touch"
          variant={password ? 'default' : 'primary'}
        >
          Continue with {singleSignOn}
        </Button>
      )}
      {password && (
        <form className="grid gap-3" method="post" onSubmit={submit}>
          <TextField autoComplete="username" label="E-mail" name="email" required type="email" />
          <TextField
            autoComplete="current-password"
            label="Password"
            name="password"
            required
            type="password"
          />
          <Button aria-busy={busy || undefined} size="touch" type="submit" variant="primary">
            {busy ? 'Signing in …' : 'Sign in'}
          </Button>
        </form>
      )}
      {demo.length > 0 && (
        <section aria-labelledby="demo-title" className="mt-2 border-line border-t pt-4">
          <h2 className="font-semibold" id="demo-title">
            Look around the demo
          </h2>
          <p className="mt-0.5 mb-2 text-ink-3 text-small">
            A simulated project, on this machine only. Sign in as:
          </p>
          <div className="flex flex-wrap gap-2">
            {demo.map((person) => (
              <Button key={person.role} onClick={() => enter(person.email, person.password)}>
                {person.role}
              </Button>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
