'use client';

import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { CheckboxField } from '#components/ui/checkbox-field';
import { InBrowser } from '#components/ui/in-browser';
import { SubmitButton } from '#components/ui/submit-button';
import { TextAreaField } from '#components/ui/text-area-field';
import { Time } from '#components/ui/time';
import { formatCount } from '#lib/charts/format-figure';
import type { StoredDrift } from '#lib/quality/annotator-row';
import type { AnnotatorDetail } from '#lib/quality/annotator-table';
import { pause, restore, resume } from '../../actions';
import { refill } from '../../appeals/actions';

interface ActPanelProps {
  slug: string;
  batchId: string;
  annotator: Pick<AnnotatorDetail, 'id' | 'name' | 'status' | 'statusReason' | 'statusAt' | 'setAside'>;
  /** Since when the labels differ from the others'; null where they do not. */
  drifting: Pick<StoredDrift, 'startSequence' | 'startLabel' | 'labelsSince'> | null;
}

/** Pause or resume, set labels aside or bring them back. Each act asks for a reason that the annotator gets to read. */
export function ActPanel({ slug, batchId, annotator, drifting }: ActPanelProps) {
  const { id, status, setAside } = annotator;
  return (
    <Card note="the reason is shown to the annotator and kept in the audit log" title="What to do">
      <div className="grid gap-4">
        {status === 'PAUSED' || status === 'REMOVED' ? (
          <ActionForm
            action={resume}
            done={`${annotator.name} may label again.`}
            hidden={{ slug, annotatorId: id }}
          >
            <p className="text-ink-2">
              Paused <Time at={annotator.statusAt} shape="relative" />: {annotator.statusReason}
            </p>
            <TextAreaField label="Why they may label again" name="reason" required rows={2} />
            <div>
              <SubmitButton pendingLabel="Resuming …" variant="default">
                Resume {annotator.name}
              </SubmitButton>
            </div>
          </ActionForm>
        ) : (
          <InBrowser height={200}>
            <PauseForm annotator={annotator} batchId={batchId} drifting={drifting} slug={slug} />
          </InBrowser>
        )}
        {setAside && (
          <div className="grid gap-2 border-line border-t pt-3">
            <p>
              {formatCount(setAside.labels)} labels of this batch are set aside: {setAside.reason}
            </p>
            <div className="flex flex-wrap gap-2">
              <ActionForm
                action={refill}
                done="{n} places are open again for others."
                hidden={{ slug, annotatorId: id, batchId }}
                inline
              >
                <SubmitButton pendingLabel="Opening …" size="small" variant="default">
                  Let others label them
                </SubmitButton>
              </ActionForm>
              <ActionForm
                action={restore}
                done="The labels count again."
                hidden={{ slug, annotatorId: id, batchId }}
                inline
              >
                <SubmitButton pendingLabel="Bringing back …" size="small" variant="default">
                  Bring them back
                </SubmitButton>
              </ActionForm>
            </div>
          </div>
        )}
      </div>
    </Card>
  );
}

function PauseForm({ slug, batchId, annotator, drifting }: ActPanelProps) {
  const since = drifting?.startSequence ?? null;
  return (
    <ActionForm
      action={pause}
      done={`${annotator.name} is paused; {n} labels are set aside.`}
      hidden={{ slug, annotatorId: annotator.id, batchId, fromSequence: since ?? 0 }}
    >
      <TextAreaField label="Reason" name="reason" required rows={2} />
      <CheckboxField
        defaultChecked={since !== null}
        hint="They stay stored, leave the snapshot and every figure, and can be brought back."
        label={
          since === null || !drifting
            ? 'Set all labels of this batch aside'
            : `Set aside the ${formatCount(drifting.labelsSince)} labels since the estimated start (label ${drifting.startLabel})`
        }
        name="setAside"
      />
      <div>
        <SubmitButton pendingLabel="Pausing …" variant={since === null ? 'default' : 'primary'}>
          Pause {annotator.name}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
