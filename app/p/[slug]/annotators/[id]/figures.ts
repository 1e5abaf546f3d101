import type { Definition } from '#components/ui/definition-list';
import {
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
} from '#lib/charts/format-figure';
import type { AnnotatorRow, StoredShare } from '#lib/quality/annotator-row';

/** An annotator's figures in words, each with its interval and what it rests on. */
export function annotatorFigures(row: AnnotatorRow): Definition[] {
  const share = (term: string, s: StoredShare): Definition => ({
    term,
    value: formatPercent(s.value),
    note: s.of ? `${formatInterval(s.ci95, 'percent')} · ${s.count} of ${s.of}` : 'nothing to count yet',
  });
  return [
    {
      term: 'Labels',
      value: formatCount(row.labels),
      note: `${formatCount(row.overlapItems)} shared with others`,
    },
    share('Agreement with others', row.agreement),
    { term: 'Cohen’s kappa', value: formatCoefficient(row.kappa), note: 'mean over the others' },
    share('Gold accuracy', row.gold),
    share('Self-consistency', row.selfConsistency),
    share('Chose the left side', row.leftRate),
    share('Ties', row.tieRate),
    {
      term: 'Time per label',
      value: formatDuration(row.medianActiveMs === null ? null : row.medianActiveMs / 1000),
      note: 'median, active time',
    },
    ...(row.drift.before && row.drift.after
      ? [share('Disagreed before', row.drift.before), share('Disagreed since', row.drift.after)]
      : []),
  ];
}
