'use client';

import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main id="main">
      <ErrorState
        action={<Button onClick={reset}>Try again</Button>}
        errorNumber={error.digest}
        safe="Nothing that was acknowledged is lost."
        title="This page could not be shown"
      />
    </main>
  );
}
