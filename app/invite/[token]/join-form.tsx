'use client';

import { signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { Notice } from '#components/ui/notice';
import { TextField } from '#components/ui/text-field';

interface JoinFormProps {
  token: string;
  email: string;
  /** Where the new member lands. */
  home: string;
  /** The name of the account at this browser, when it is the invited one. */
  signedInAs: string | null;
  password: boolean;
  singleSignOn: string | null;
}

interface Answer {
  slug?: string;
  error?: { code: string; message: string; details?: { field: string; reason: string }[] };
}

const LEAST = 12;

export function JoinForm({ token, email, home, signedInAs, password, singleSignOn }: JoinFormProps) {
  const [error, setError] = useState<Answer['error'] | null>(null);
  const [busy, setBusy] = useState(false);

  async function join(answer: object, secret: string | null) {
    setBusy(true);
    setError(null);
    const response = await fetch(`/api/invitations/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    }).catch(() => null);
    const body = ((await response?.json().catch(() => null)) ?? {}) as Answer;
    if (!response?.ok || !body.slug) {
      setError(body.error ?? { code: 'unreachable', message: 'The server cannot be reached. Try again.' });
      setBusy(false);
      return;
    }
    if (secret !== null) await signIn('credentials', { email, password: secret, redirect: false });
    // A full load, so that the new session counts everywhere.
    window.location.assign(home);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const secret = String(form.get('password'));
    void join({ as: 'newcomer', name: String(form.get('name')), password: secret }, secret);
  }

  const reason = (field: string) => error?.details?.find?.((detail) => detail.field === field)?.reason;
  const own = !reason('name') && !reason('password');
  const back = encodeURIComponent(`/invite/${token}`);
  return (
    <div className="grid gap-4">
      {error && own && (
        <Notice live="alert" title={error.message} tone="fail">
          {error.code === 'conflict' && (
            <a className="link" href={`/sign-in?next=${back}`}>
              Sign in
            </a>
          )}
        </Notice>
      )}
      {signedInAs !== null ? (
        <Button
          aria-busy={busy || undefined}
          onClick={() => void join({ as: 'member' }, null)}
          size="touch"
          variant="primary"
        >
          {busy ? 'Joining …' : `Join as ${signedInAs}`}
        </Button>
      ) : (
        <>
          {singleSignOn && (
            <Button
              onClick={() => signIn('oidc', { callbackUrl: `/invite/${token}` })}
              size="touch"
              variant={password ? 'default' : 'primary'}
            >
              Continue with {singleSignOn}
            </Button>
          )}
          {password && (
            <form className="grid gap-3" method="post" onSubmit={submit}>
              <TextField autoComplete="username" label="E-mail" readOnly type="email" value={email} />
              <TextField
                autoComplete="name"
                error={reason('name')}
                hint="Leads see it beside your labels."
                label="Your name"
                maxLength={120}
                name="name"
                required
              />
              <TextField
                autoComplete="new-password"
                error={reason('password')}
                hint={`At least ${LEAST} characters; a few words are easiest to remember.`}
                label="Password"
                minLength={LEAST}
                name="password"
                required
                type="password"
              />
              <Button aria-busy={busy || undefined} size="touch" type="submit" variant="primary">
                {busy ? 'Joining …' : 'Make the account and join'}
              </Button>
              <p className="text-ink-2 text-small">
                You have an account already?{' '}
                <a className="link" href={`/sign-in?next=${back}`}>
                  Sign in
                </a>{' '}
                and come back here.
              </p>
            </form>
          )}
        </>
      )}
    </div>
  );
}
