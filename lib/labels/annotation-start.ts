import { ConcordError } from '#lib/errors';
import { HELD } from './annotation-queue';
import { type Guideline, guideline, unreadGuideline } from './guidelines';
import type { LabelForm } from './label-form';
import { labelFormOf } from './label-form-of';
import { nextComparisons, type ShownComparison } from './next-comparisons';
import { ownProgress } from './own-work';

/** What the labelling page begins with. */
export interface AnnotationStart {
  comparisons: ShownComparison[];
  /** Why this annotator gets no comparisons now, in a sentence; null when they do. */
  paused: string | null;
  progress: { labels: number; waiting: number };
  form: LabelForm;
  guideline: Guideline | null;
  guidelineUnread: boolean;
}

export async function annotationStart(projectId: string, annotatorId: number): Promise<AnnotationStart> {
  const [{ comparisons, paused }, form, current, unread] = await Promise.all([
    comparisonsOrPause(annotatorId),
    labelFormOf(projectId),
    guideline(projectId),
    unreadGuideline(projectId, annotatorId),
  ]);
  // After the leases: those just given are still waiting for their labels, and counted so.
  const { labels, waiting } = await ownProgress(annotatorId, new Date(0));
  return {
    comparisons,
    paused,
    progress: { labels, waiting },
    form,
    guideline: current,
    guidelineUnread: unread !== null,
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
