'use client';

import { useActionState, useDeferredValue, useState } from 'react';
import { GuidelineText } from '#components/annotate/annotation-guideline-text';
import { ButtonLink } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { TextField } from '#components/ui/text-field';
import { publish } from '../actions';

interface VersionFormProps {
  slug: string;
  after: number;
  title: string;
  body: string;
  first: boolean;
}

/** Writes the next version beside what it will look like. */
export function VersionForm({ slug, after, title, body, first }: VersionFormProps) {
  const [state, act] = useActionState(publish, null);
  const [text, setText] = useState(body);
  const [heading, setHeading] = useState(title);
  const [changes, setChanges] = useState(first ? 'First version.' : '');
  const preview = useDeferredValue(text);
  const error = state && !state.ok ? state.error : null;
  return (
    <form action={act} className="grid gap-3 lg:grid-cols-2">
      <input name="slug" type="hidden" value={slug} />
      <input name="after" type="hidden" value={after} />
      <Card>
        <div className="grid gap-4 pt-2">
          {error && !error.fields && <Notice live="alert" title={error.message} tone="fail" />}
          <TextField
            error={error?.fields?.title}
            label="Title"
            name="title"
            onChange={(event) => setHeading(event.target.value)}
            required
            value={heading}
          />
          <TextAreaField
            error={error?.fields?.changes}
            hint="Annotators read this first, above the comparison, until they say that they have read the version."
            label="What changed"
            name="changes"
            onChange={(event) => setChanges(event.target.value)}
            required
            rows={2}
            value={changes}
          />
          <TextAreaField
            error={error?.fields?.body}
            hint="Markdown: # headings, **bold**, lists and tables. A line “Tags: health, finance” below a heading ties that section to comparisons with these tags, and Fix first ranks it."
            label="Text"
            name="body"
            onChange={(event) => setText(event.target.value)}
            required
            rows={24}
            value={text}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <ButtonLink href={`/p/${slug}/guideline`} variant="quiet">
              Cancel
            </ButtonLink>
            <SubmitButton pendingLabel="Publishing …">Publish version {after + 1}</SubmitButton>
          </div>
        </div>
      </Card>
      <Card note="as annotators will see it" title="Preview">
        <GuidelineText text={preview} />
      </Card>
    </form>
  );
}
