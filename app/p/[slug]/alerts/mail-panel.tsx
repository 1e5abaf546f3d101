'use client';

import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { Notice } from '#components/ui/notice';
import { SubmitButton } from '#components/ui/submit-button';
import { ALERT_KIND_NAMES, ALERT_KINDS, type AlertKind } from '#lib/alerts/alert-kinds';
import { chooseMails } from './actions';

/** Which alerts come by e-mail: each member's own choice. */
export function MailPanel({
  slug,
  chosen,
  address,
  isSetUp,
}: {
  slug: string;
  chosen: AlertKind[];
  address: string;
  isSetUp: boolean;
}) {
  return (
    <Card note={isSetUp ? address : undefined} title="By e-mail">
      {isSetUp ? (
        <ActionForm action={chooseMails} done="Saved." hidden={{ slug }}>
          <fieldset className="grid gap-1">
            <legend className="sr-only">Kinds of alert</legend>
            {ALERT_KIND_NAMES.map((kind) => (
              <CheckboxField
                defaultChecked={chosen.includes(kind)}
                key={kind}
                label={ALERT_KINDS[kind]}
                name="kinds"
                value={kind}
              />
            ))}
          </fieldset>
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        </ActionForm>
      ) : (
        <Notice title="No mail server is set up" tone="quiet">
          Alerts are shown here and sent to webhooks only. Whoever runs this installation sets SMTP_URL to
          send e-mails too.
        </Notice>
      )}
    </Card>
  );
}
