import type { LabelColumns } from '#lib/agreement/label-columns';
import { checkColumns } from '#lib/agreement/without-repeats';
import { binomialCdf } from '#lib/statistics/distributions';
import { median } from '#lib/statistics/quantile';
import { checkLength } from './labels-by-item';
import { type Proportion, proportion } from './proportion';

/** Nobody reads faster than this, in characters per second; and nobody decides in less than two seconds. */
export const READABLE_CHARACTERS_PER_SECOND = 40;
export const LEAST_SECONDS = 2;
/** A share of too-fast labels above this is worth a word. */
const FAST_SHARE = 0.2;

export interface LabellingSpeed {
  /** Median seconds per label. */
  medianSeconds: number | null;
  /** Median of log(seconds) minus the item's own median log(seconds); below 0 is faster than others on the same comparisons. */
  relativeLogSeconds: number | null;
  /** Robust z of it among annotators, (value - median) / (1.4826 MAD); null when the crew does not vary (MAD 0). */
  robustZ: number | null;
  /** Labels given in less time than the text takes to read, max(2 s, characters / 40 per s). */
  tooFast: Proportion;
  /** Exact one-sided binomial test of "at most a fifth of the labels are too fast"; null without durations. */
  pValue: number | null;
  /** More than a fifth of the labels are too fast, with p < .001: rare enough to say it to a person. */
  flagged: boolean;
}

/**
 * Does an annotator answer faster than one can read? Labels without a duration (NaN) are left out.
 *
 * @param seconds per label the time it took, NaN where unknown.
 * @param characters per item the length of what has to be read; absent = only the two-second floor applies.
 * @throws RangeError for malformed columns or a negative duration.
 */
export function labellingSpeed(
  columns: LabelColumns,
  seconds: Float64Array,
  characters?: Float64Array,
): LabellingSpeed[] {
  checkColumns('labellingSpeed', columns);
  checkLength(seconds.length, columns.items.length, 'seconds', 'labellingSpeed');
  if (characters) checkLength(characters.length, columns.itemCount, 'characters', 'labellingSpeed');
  const byItem: number[][] = Array.from({ length: columns.itemCount }, () => []);
  for (let row = 0; row < seconds.length; row++) {
    if (seconds[row]! < 0) throw new RangeError(`labellingSpeed: label ${row} took ${seconds[row]} seconds`);
    if (seconds[row]! >= 0) byItem[columns.items[row]!]!.push(logSeconds(seconds[row]!));
  }
  const usual = byItem.map((logs) => median(logs));
  const own: { seconds: number[]; relative: number[]; tooFast: number }[] = Array.from(
    { length: columns.annotatorCount },
    () => ({ seconds: [], relative: [], tooFast: 0 }),
  );
  for (let row = 0; row < seconds.length; row++) {
    const taken = seconds[row]!;
    if (!(taken >= 0)) continue;
    const item = columns.items[row]!;
    const record = own[columns.annotators[row]!]!;
    record.seconds.push(taken);
    record.relative.push(logSeconds(taken) - usual[item]!);
    if (taken < Math.max(LEAST_SECONDS, (characters?.[item] ?? 0) / READABLE_CHARACTERS_PER_SECOND))
      record.tooFast++;
  }
  const relatives = own.map((record) => median(record.relative));
  const crew = relatives.filter((value) => value !== null);
  const centre = median(crew);
  const spread = centre === null ? null : median(crew.map((value) => Math.abs(value - centre)));
  return own.map((record, annotator) => {
    const relative = relatives[annotator]!;
    const n = record.seconds.length;
    const tooFast = proportion(record.tooFast, n);
    const pValue = n === 0 ? null : binomialCdf(n - record.tooFast, n, 1 - FAST_SHARE);
    return {
      medianSeconds: median(record.seconds),
      relativeLogSeconds: relative,
      robustZ:
        relative === null || centre === null || !spread ? null : (relative - centre) / (1.4826 * spread),
      tooFast,
      pValue,
      flagged: pValue !== null && pValue < 0.001 && tooFast.value! > FAST_SHARE,
    };
  });
}

/** A clock that counts whole seconds gives zeros; a tenth of a second stands for them. */
const logSeconds = (seconds: number) => Math.log(Math.max(seconds, 0.1));
