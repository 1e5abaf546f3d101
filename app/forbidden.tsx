'use client';

import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

// Next sends this along with every page: drawn in the browser it is one word of it.
export default function ForbiddenPage() {
  return (
    <main id="main">
      <EmptyState
        action={<ButtonLink href="/">To your projects</ButtonLink>}
        icon="lock"
        page
        title="Your role does not open this page"
      >
        Ask an admin of the project if you need it.
      </EmptyState>
    </main>
  );
}
