import type { Definition } from '#components/ui/definition-list';
import {
  formatCoefficient,
  formatCount,
  formatDuration,
  formatInterval,
  formatPercent,
} from '#lib/charts/format-figure';
import type { AnnotatorDetails, StoredOdds, StoredShare } from '#lib/quality/annotator-row';

/** An annotator's figures in words, each with its interval and what it rests on. */
export function annotatorFigures({
  row,
  lengthOdds,
  formatOdds,
  ...details
}: AnnotatorDetails): Definition[] {
  const share = (term: string, s: StoredShare): Definition => ({
    term,
    value: formatPercent(s.value),
    note: s.of
      ? `${formatInterval(s.ci95, 'percent')} · ${s.count}\u00a0of\u00a0${s.of}`
      : 'nothing to count yet',
  });
  const odds = (term: string, o: StoredOdds): Definition => ({
    term,
    value: o.ratio === null ? '–' : `× ${formatCoefficient(o.ratio)}`,
    note:
      o.ratio === null
        ? `needs 20 decided labels; ${formatCount(o.labels)} so far`
        : `${formatInterval(o.ci95, 'coefficient')} beyond the others`,
  });
  return [
    {
      term: 'Labels',
      value: formatCount(row.labels),
      note: `${formatCount(row.overlapItems)} shared with others`,
    },
    share('Agreement with others', row.agreement),
    { term: 'Cohen’s kappa', value: formatCoefficient(row.kappa), note: 'mean over the others' },
    {
      term: 'Reliability',
      value: formatPercent(row.reliability),
      note: row.belowChance
        ? 'Dawid–Skene; guessing would do better'
        : 'that a label is right, by Dawid–Skene',
    },
    share('Gold accuracy', row.gold),
    share('Self-consistency', row.selfConsistency),
    share('Chose the left side', row.leftRate),
    share('Chose the longer response', row.longerRate),
    share('Chose the more formatted one', row.formattedRate),
    share('Ties', row.tieRate),
    odds('Odds, twice the length', lengthOdds),
    odds('Odds, ten more marks', formatOdds),
    {
      term: 'Longest run of one side',
      value: formatCount(details.longestRun),
      note:
        details.longestRunP === null
          ? 'nothing to count yet'
          : `by chance in ${formatPercent(details.longestRunP)} of records`,
    },
    {
      term: 'Time per label',
      value: formatDuration(row.medianActiveMs === null ? null : row.medianActiveMs / 1000),
      note: 'median, active time',
    },
    share('Faster than reading', row.tooFast),
    { term: 'Skips', value: formatCount(row.skips), note: 'comparisons handed back' },
    ...(row.drift.before && row.drift.after
      ? [share('Disagreed before', row.drift.before), share('Disagreed since', row.drift.after)]
      : []),
  ];
}
