import { ConcordError } from '#lib/errors';
import { HELD } from './annotation-queue';
import type { AnnotationSettings } from './annotation-settings';
import { annotationSettingsOf } from './annotation-settings-of';
import { type Guideline, type GuidelineDue, guideline, guidelineDue } from './guidelines';
import type { LabelForm } from './label-form';
import { labelFormOf } from './label-form-of';
import { nextComparisons, type ShownComparison } from './next-comparisons';
import { ownProgress } from './own-work';
import { pageVersion } from './page-version';

/** What the labelling page begins with. */
export interface AnnotationStart {
  comparisons: ShownComparison[];
  /** Why this annotator gets no comparisons now, in a sentence; null when they do. */
  paused: string | null;
  progress: { labels: number; waiting: number };
  form: LabelForm;
  guideline: Guideline | null;
  /** What has to be read before the next submit; null when nothing has. */
  due: GuidelineDue | null;
  settings: AnnotationSettings;
  /** Of guideline and form: when the server names another one, the page is out of date. */
  version: string;
}

export async function annotationStart(
  projectId: string,
  annotatorId: number,
  userId: string,
): Promise<AnnotationStart> {
  const [{ comparisons, paused }, form, current, due, settings, version] = await Promise.all([
    comparisonsOrPause(annotatorId),
    labelFormOf(projectId),
    guideline(projectId),
    guidelineDue(projectId, annotatorId),
    annotationSettingsOf(userId),
    pageVersion(projectId),
  ]);
  // After the leases: those just given are still waiting for their labels, and counted so.
  const { labels, waiting } = await ownProgress(annotatorId, new Date(0));
  return {
    comparisons,
    paused,
    progress: { labels, waiting },
    form,
    guideline: current,
    due,
    settings,
    version,
  };
}

async function comparisonsOrPause(
  annotatorId: number,
): Promise<{ comparisons: ShownComparison[]; paused: string | null }> {
  try {
    return { comparisons: await nextComparisons(annotatorId, HELD), paused: null };
  } catch (refusal) {
    if (refusal instanceof ConcordError && refusal.code === 'forbidden')
      return { comparisons: [], paused: refusal.message };
    throw refusal;
  }
}
