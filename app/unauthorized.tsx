'use client';

import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

// Next sends this along with every page: drawn in the browser it is one word of it.
export default function UnauthorizedPage() {
  return (
    <main id="main">
      <EmptyState
        action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
        icon="lock"
        page
        title="Sign in first"
      >
        This page is for people who have signed in.
      </EmptyState>
    </main>
  );
}
