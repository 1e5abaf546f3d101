'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button';

/** Submits the form around it; while the action runs it says so and takes no second press. */
export function SubmitButton({ pendingLabel, children, ...rest }: ButtonProps & { pendingLabel?: string }) {
  const { pending } = useFormStatus();
  return (
    <Button
      variant="primary"
      {...rest}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
      type="submit"
    >
      {pending ? (pendingLabel ?? 'Working …') : children}
    </Button>
  );
}
