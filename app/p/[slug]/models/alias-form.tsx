'use client';

import { ActionForm } from '#components/ui/action-form';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import type { ModelAlias } from '#lib/scoring/model-alias';
import { pointAlias } from './actions';

interface AliasFormProps {
  slug: string;
  models: string[];
  aliases: Record<ModelAlias, string | null>;
}

/** Points an alias at a version; whoever scores by the alias gets it from the next request on. */
export function AliasForm({ slug, models, aliases }: AliasFormProps) {
  return (
    <ActionForm action={pointAlias} done="The alias has moved." hidden={{ slug }}>
      <SelectField
        defaultValue="production"
        label="Alias"
        name="alias"
        options={[
          { value: 'production', label: `production (now ${aliases.production ?? 'none'})` },
          { value: 'candidate', label: `candidate (now ${aliases.candidate ?? 'none'})` },
        ]}
      />
      <SelectField
        defaultValue={models[0]}
        label="Version"
        name="model"
        options={[
          ...models.map((name) => ({ value: name, label: name })),
          { value: '', label: 'None: take it away' },
        ]}
      />
      <TextField hint="For the history and the audit log." label="Why" name="note" />
      <div>
        <SubmitButton pendingLabel="Moving …" variant="primary">
          Move alias
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
