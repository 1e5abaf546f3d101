'use client';

import { signOut } from 'next-auth/react';
import { Button } from '#components/ui/button';
import { Notice } from '#components/ui/notice';

/** Somebody else is signed in at this browser: the invitation must not make them a member by accident. */
export function OtherAccount({ email }: { email: string }) {
  return (
    <div className="grid gap-4">
      <Notice title={`You are signed in as ${email}`} tone="nee">
        This invitation is for another address.
      </Notice>
      <Button
        onClick={() => void signOut({ callbackUrl: window.location.pathname })}
        size="touch"
        variant="primary"
      >
        Sign out and go on
      </Button>
    </div>
  );
}
