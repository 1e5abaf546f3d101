import { CHOICE_WORDS } from '#components/annotate/choice';
import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { Chip } from '#components/ui/chip';
import { type Definition, DefinitionList } from '#components/ui/definition-list';
import { SubmitButton } from '#components/ui/submit-button';
import { TextField } from '#components/ui/text-field';
import { Time } from '#components/ui/time';
import type { AdjudicationDetail } from '#lib/labels/adjudication-detail';
import { CAUSE_WORDS } from '#lib/labels/adjudication-rules';
import { withdraw } from '../actions';
import { CHOICE_TONE } from '../choice-chips';
import { OpenAgain } from './open-again';

/** How an adjudication was closed, and how that can be taken back. */
export function ClosedPanel({ detail, slug }: { detail: AdjudicationDetail; slug: string }) {
  const stands = detail.state === 'DECIDED' && !detail.withdrawn;
  const facts: Definition[] = [
    ...(detail.verdict
      ? [
          {
            term: 'Verdict',
            value: <Chip tone={CHOICE_TONE[detail.verdict]}>{CHOICE_WORDS[detail.verdict].label}</Chip>,
          },
        ]
      : []),
    ...(detail.cause ? [{ term: 'Cause', value: CAUSE_WORDS[detail.cause].label }] : []),
    { term: 'By', value: detail.closedBy ?? 'the system' },
    ...(detail.closedAt ? [{ term: 'When', value: <Time at={detail.closedAt} /> }] : []),
    ...(detail.gold ? [{ term: 'Gold', value: CHOICE_WORDS[detail.gold.choice].label }] : []),
  ];
  return (
    <Card title={detail.state === 'DISMISSED' ? 'Dismissed' : stands ? 'The verdict stands' : 'Taken back'}>
      <div className="grid gap-3">
        <DefinitionList items={facts} />
        {detail.note && <p className="whitespace-pre-wrap text-ink-2">{detail.note}</p>}
        <p className="text-ink-3 text-small">
          {stands
            ? 'Training follows it. It is not opened again by itself.'
            : 'The labels count as they are.'}
        </p>
        {stands && (
          <ActionForm
            action={withdraw}
            done="Taken back; the labels count again."
            hidden={{ slug, adjudicationId: detail.id }}
          >
            <TextField label="Why the verdict is taken back" name="reason" required />
            <div>
              <SubmitButton pendingLabel="Taking back …" size="small" variant="default">
                Take the verdict back
              </SubmitButton>
            </div>
          </ActionForm>
        )}
        <OpenAgain comparisonId={detail.comparisonId} slug={slug} stands={stands} />
        {detail.earlier.length > 0 && (
          <div className="border-line border-t pt-2">
            <p className="font-medium">Before</p>
            <ul className="text-small">
              {detail.earlier.map((past) => (
                <li key={past.closedAt}>
                  <Time at={past.closedAt} shape="date" />:{' '}
                  {past.verdict ? CHOICE_WORDS[past.verdict].label : 'dismissed'}
                  {past.withdrawn && ', taken back'}
                  {past.note && ` (${past.note})`}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}
