'use client';

import { Activity, useState } from 'react';
import { buttonClass } from '#components/ui/button';
import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { ProgressBar } from '#components/ui/progress-bar';
import type { ActionState } from '#lib/access/action-state';
import type { Guideline } from '#lib/labels/guidelines';
import type { LabelForm } from '#lib/labels/label-form';
import { BarPart } from './annotation-bar';
import { AnnotationEnd } from './annotation-end';
import { GuidelineLine, GuidelinePanel } from './annotation-guideline';
import { type SessionStart, useAnnotationSession } from './annotation-session';
import { AnnotationSync } from './annotation-sync';
import { AnnotationWork } from './annotation-work';

interface AnnotationStudioProps {
  start: SessionStart;
  form: LabelForm;
  guideline: Guideline | null;
  guidelineUnread: boolean;
  acknowledge: (previous: ActionState<null>, form: FormData) => Promise<ActionState<null>>;
}

/** The labelling page. The comparison behind the one on screen is drawn already, hidden: the next is there at once. */
export function AnnotationStudio({
  start,
  form,
  guideline,
  guidelineUnread,
  acknowledge,
}: AnnotationStudioProps) {
  const session = useAnnotationSession(start);
  const [keysOpen, setKeysOpen] = useState(false);
  const [panel, setPanel] = useState(false);
  const { queue, progress, outbox, view } = session;
  const number = Math.min(progress.labels + 1, Math.max(1, progress.total));
  const calm = view.status.kind === 'saved' || view.status.kind === 'saving';
  const toggleGuideline = () => guideline && setPanel((open) => !open);

  return (
    // Fills the window under the bar, so that the responses scroll and the form stays.
    <div className="-mx-6 -my-4 relative flex h-[calc(100dvh-var(--bar))] max-sm:-mx-3 max-sm:-mt-3 max-sm:-mb-20 max-sm:h-[calc(100dvh-var(--bar)-57px)]">
      <BarPart place="bar-middle">
        {/* A phone has room for one of the two: what is not safe yet comes first. */}
        <span className={cx('flex', !calm && 'max-sm:hidden')}>
          <ProgressBar
            label="Your labels"
            max={progress.total}
            value={progress.labels}
            valueText={`${progress.labels} / ${progress.total}`}
            width={230}
          />
        </span>
      </BarPart>
      <BarPart place="bar-right">
        <AnnotationSync outbox={outbox} view={view} />
        {queue.length > 0 && (
          <span className="max-sm:hidden">
            <button className={buttonClass('quiet', 'small')} onClick={() => setKeysOpen(true)} type="button">
              <Kbd>?</Kbd> Keys
            </button>
          </span>
        )}
      </BarPart>
      <div className="flex min-w-0 flex-1 flex-col pt-2">
        {queue.length > 0 ? (
          <h1 aria-live="polite" className="sr-only">
            Comparison {number} of {Math.max(number, progress.total)}
          </h1>
        ) : null}
        {guideline && queue.length > 0 && (
          <div className="px-6 pb-1 max-sm:px-3">
            <GuidelineLine
              guideline={guideline}
              onToggle={toggleGuideline}
              open={panel}
              unread={guidelineUnread}
            />
          </div>
        )}
        {queue.slice(0, 2).map((comparison, place) => (
          <Activity key={comparison.assignmentId} mode={place === 0 ? 'visible' : 'hidden'}>
            <AnnotationWork
              ahead={place > 0}
              comparison={comparison}
              form={form}
              keysOpen={keysOpen}
              session={session}
              setKeysOpen={setKeysOpen}
              toggleGuideline={toggleGuideline}
            />
          </Activity>
        ))}
        {queue.length === 0 && <AnnotationEnd session={session} slug={start.slug} />}
      </div>
      {panel && guideline && (
        <GuidelinePanel
          acknowledge={acknowledge}
          guideline={guideline}
          onClose={() => setPanel(false)}
          slug={start.slug}
          unread={guidelineUnread}
        />
      )}
    </div>
  );
}
