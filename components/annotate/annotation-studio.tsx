'use client';

import { useRouter } from 'next/navigation';
import { Activity, useEffect, useRef } from 'react';
import { buttonClass } from '#components/ui/button-class';
import { cx } from '#components/ui/cx';
import { Kbd } from '#components/ui/kbd';
import { ProgressBar } from '#components/ui/progress-bar';
import { toast } from '#components/ui/toaster';
import { keyBadge } from '#lib/labels/annotation-keys';
import type { AnnotationSettings } from '#lib/labels/annotation-settings';
import type { Guideline, GuidelineDue } from '#lib/labels/guidelines';
import type { LabelForm } from '#lib/labels/label-form';
import { BarPart } from './annotation-bar';
import { KeysDialog } from './annotation-dialogs';
import { DueDialog } from './annotation-due';
import { AnnotationEnd } from './annotation-end';
import { type Acknowledge, GuidelineLine, GuidelinePanel } from './annotation-guideline';
import { HistoryDialog } from './annotation-history';
import { type SaveSettings, useAnnotationPreferences } from './annotation-preferences';
import { type SessionStart, useAnnotationSession } from './annotation-session';
import { SettingsDialog } from './annotation-settings';
import { useStudioView } from './annotation-studio-view';
import { AnnotationSync } from './annotation-sync';
import { AnnotationTools } from './annotation-tools';
import { AnnotationWork } from './annotation-work';

interface AnnotationStudioProps {
  start: SessionStart;
  form: LabelForm;
  guideline: Guideline | null;
  due: GuidelineDue | null;
  settings: AnnotationSettings;
  /** A label to open at once, from the list of one's own work. */
  reopen: string | null;
  acknowledge: Acknowledge;
  saveSettings: SaveSettings;
}

/** The labelling page. The comparison behind the one on screen is drawn already, hidden: the next is there at once. */
export function AnnotationStudio(props: AnnotationStudioProps) {
  const { start, form, guideline, due, acknowledge } = props;
  const session = useAnnotationSession(start, guideline?.number ?? null);
  const preferences = useAnnotationPreferences(props.settings, props.saveSettings);
  const view = useStudioView(preferences, due, {
    hasGuideline: guideline !== null,
    working: start.comparisons.length > 0,
  });
  const { status } = session.view;
  useFreshPage(session.newest !== start.version || (status.kind === 'kept' && status.why === 'guideline'));
  useReading(due, session.outbox.flush.bind(session.outbox));
  useReopening(props.reopen, session.reopen);
  const { queue, progress, reopened } = session;
  const number = Math.min(progress.labels + 1, Math.max(1, progress.total));
  const working = queue.length > 0 || reopened !== null;
  const calm = status.kind === 'saved' || status.kind === 'saving';
  const keysSign = keyBadge(preferences.bindings, 'keys');

  return (
    // Fills the window under the bar, so that the responses scroll and the form stays.
    <div
      className="-mx-6 -my-4 relative flex h-[calc(100dvh-var(--bar))] max-sm:-mx-3 max-sm:-mt-3 max-sm:-mb-20 max-sm:h-[calc(100dvh-var(--bar)-57px)]"
      data-text-size={preferences.settings.textSize}
    >
      <BarPart place="bar-middle">
        {/* A phone has room for one of the two: what is not safe yet comes first. */}
        <span className={cx('flex w-[230px] min-w-0', !calm && 'max-sm:hidden')}>
          <ProgressBar
            label="Your labels"
            max={progress.total}
            value={progress.labels}
            valueText={`${progress.labels} / ${progress.total}`}
          />
        </span>
      </BarPart>
      <BarPart place="bar-right">
        <AnnotationSync onRead={() => view.show('due')} session={session} />
        {working && (
          <span className="max-sm:hidden">
            <button className={buttonClass('quiet', 'small')} onClick={() => view.show('keys')} type="button">
              {keysSign && <Kbd>{keysSign}</Kbd>} Keys
            </button>
          </span>
        )}
      </BarPart>
      <div className="flex min-w-0 flex-1 flex-col pt-2">
        {working && (
          <h1 aria-live="polite" className="sr-only">
            {reopened
              ? 'A label of yours, to be changed'
              : `Comparison ${number} of ${Math.max(number, progress.total)}`}
          </h1>
        )}
        {working && (
          <div className="flex h-8 shrink-0 items-center gap-3 px-6 pb-1 max-sm:h-auto max-sm:min-h-8 max-sm:flex-wrap max-sm:px-3">
            {reopened ? (
              <p className="min-w-0 flex-1 truncate">
                <b>You are changing a label.</b> It counts as it is until you save the change.
              </p>
            ) : (
              guideline && (
                <GuidelineLine
                  guideline={guideline}
                  onToggle={() => view.act({ kind: 'guideline' })}
                  open={view.panel}
                  sign={keyBadge(preferences.bindings, 'guideline')}
                  due={due}
                />
              )
            )}
            <AnnotationTools
              differences={view.differences}
              onDifferences={() => view.act({ kind: 'differences' })}
              onSettings={() => view.show('settings')}
              preferences={preferences}
            />
          </div>
        )}
        {reopened && (
          <AnnotationWork
            ahead={false}
            comparison={reopened.comparison}
            form={form}
            key={`change ${reopened.comparison.assignmentId}`}
            session={session}
            standing={reopened}
            view={view}
          />
        )}
        {queue.slice(0, 2).map((comparison, place) => {
          const shown = place === 0 && !reopened;
          return (
            <Activity key={comparison.assignmentId} mode={shown ? 'visible' : 'hidden'}>
              <AnnotationWork
                ahead={!shown}
                comparison={comparison}
                form={form}
                session={session}
                view={view}
              />
            </Activity>
          );
        })}
        {!working && <AnnotationEnd session={session} slug={start.slug} view={view} />}
      </div>
      {view.panel && guideline && (
        <GuidelinePanel
          guideline={guideline}
          onClose={() => view.act({ kind: 'guideline' })}
          onRead={() => view.show('due')}
          slug={start.slug}
          unread={due !== null}
        />
      )}
      <KeysDialog
        {...view.dialog('keys')}
        bindings={preferences.bindings}
        onChangeKeys={() => view.show('settings')}
      />
      <SettingsDialog {...view.dialog('settings')} preferences={preferences} />
      <HistoryDialog {...view.dialog('history')} form={form} session={session} slug={start.slug} />
      {guideline && due && (
        <DueDialog
          {...view.dialog('due')}
          acknowledge={acknowledge}
          due={due}
          guideline={guideline}
          slug={start.slug}
        />
      )}
    </div>
  );
}

/** A guideline or form that changed while the page was open: the server draws the page anew, and nothing on it is lost. */
function useFreshPage(stale: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (stale) router.refresh();
  }, [stale, router]);
}

/** Labels that waited for the guideline to be read go out at once when it has been. */
function useReading(due: GuidelineDue | null, send: () => Promise<void>): void {
  const before = useRef(due);
  useEffect(() => {
    if (before.current && !due) void send();
    before.current = due;
  }, [due, send]);
}

function useReopening(assignmentId: string | null, reopen: (id: string) => Promise<string | null>): void {
  const asked = useRef(false);
  useEffect(() => {
    if (!assignmentId || asked.current) return;
    asked.current = true;
    // Reloading the page later must not open it again.
    window.history.replaceState(null, '', window.location.pathname);
    void reopen(assignmentId).then((problem) => problem && toast.warning(problem));
  }, [assignmentId, reopen]);
}
