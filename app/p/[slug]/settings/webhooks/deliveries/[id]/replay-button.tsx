'use client';

import { ActionForm } from '#components/ui/action-form';
import { SubmitButton } from '#components/ui/submit-button';
import { replay } from '../../actions';

export function ReplayButton({ id, slug }: { id: number; slug: string }) {
  return (
    <ActionForm
      action={replay}
      done="It is on its way again, under the same event id."
      hidden={{ slug, id }}
      inline
    >
      <SubmitButton>Send again</SubmitButton>
    </ActionForm>
  );
}
