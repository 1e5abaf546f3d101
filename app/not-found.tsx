'use client';

import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

// Next sends this along with every page: drawn in the browser it is one word of it.
export default function NotFoundPage() {
  return (
    <main id="main">
      <EmptyState
        action={<ButtonLink href="/">To your projects</ButtonLink>}
        icon="search"
        page
        title="There is nothing here"
      >
        The address is wrong, or you are not a member of this project.
      </EmptyState>
    </main>
  );
}
