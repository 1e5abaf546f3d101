import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';

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
