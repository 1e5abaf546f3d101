'use client';

import { useState } from 'react';
import { AnnotationForm } from '#components/annotate/annotation-form';
import { Card } from '#components/ui/card';
import { DEFAULT_BINDINGS } from '#lib/labels/annotation-keys';
import { draftProblem, EMPTY_DRAFT, type LabelDraft } from '#lib/labels/label-draft';
import type { LabelForm } from '#lib/labels/label-form';

/** The form as annotators will have it, to be tried out; nothing of it is stored. */
export function LabelFormPreview({ form }: { form: LabelForm }) {
  const [draft, setDraft] = useState<LabelDraft>(EMPTY_DRAFT);
  const missing = draftProblem(draft, form);
  return (
    <Card note="try it: nothing is stored" title="Preview">
      <AnnotationForm
        aspect={null}
        bindings={DEFAULT_BINDINGS}
        draft={draft}
        form={form}
        onChange={setDraft}
      />
      <p className="mt-3 border-line border-t pt-2 text-ink-2 text-small" role="status">
        {missing === null ? 'This could be submitted.' : `Not to be submitted yet. ${missing}`}
      </p>
    </Card>
  );
}
