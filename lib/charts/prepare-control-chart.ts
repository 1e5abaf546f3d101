import { numberAxis } from './axis-ticks';
import type { AxisTick, ChartAlternative } from './chart-alternative';
import { formatCoefficient } from './format-figure';

export interface ControlChartFigures {
  /** The statistic along this annotator's labels, which count from 1. */
  path: { label: number; value: number }[];
  limit: number | null;
  alarmLabel: number | null;
  startLabel: number | null;
  /** How many of the labels could be judged: the path has only those. */
  judgedLabels: number;
}

export interface ControlDrawing {
  points: { x: number; value: number; tip: string[] }[];
  xDomain: [number, number];
  xTicks: AxisTick[];
  yDomain: [number, number];
  yTicks: AxisTick[];
  limit: { y: number; label: string } | null;
  /** From the estimated start to the end, tinted. */
  suspect: { from: number; to: number; label: string } | null;
  alarm: { x: number; y: number; lines: string[] } | null;
  alternative: ChartAlternative;
}

/**
 * A control chart: the statistic, its limit, the alarm and the estimated start of the change.
 *
 * @param words what is said beside start and alarm, such as their days.
 * @returns null when no label was judged. Throws a RangeError when the labels of the path do not rise.
 */
export function prepareControlChart(
  figures: ControlChartFigures,
  words: { start?: string | null; alarm?: string | null } = {},
): ControlDrawing | null {
  const { path, limit, alarmLabel, startLabel } = figures;
  if (path.length === 0) return null;
  for (let i = 1; i < path.length; i++) {
    if (path[i]!.label <= path[i - 1]!.label) throw new RangeError('prepareControlChart: labels must rise');
  }
  const last = Math.max(figures.judgedLabels, path[path.length - 1]!.label, alarmLabel ?? 0);
  const over = `Control chart over ${last} labels, ${figures.judgedLabels} of them judged`;
  const highest = Math.max(limit ?? 0, ...path.map((point) => point.value));
  const y = numberAxis(
    Math.min(0, ...path.map((point) => point.value)),
    highest > 0 ? highest : 1,
    formatCoefficient,
    { count: 4 },
  );
  // The path may be thinned, so the alarm stands on the limit or above, never below it.
  const alarmPoint = alarmLabel === null ? undefined : path.find((point) => point.label >= alarmLabel);
  const alarmY = Math.max(limit ?? 0, alarmPoint?.value ?? 0);
  const alarmWords = words.alarm ? `Alarm ${words.alarm}` : 'Alarm';
  return {
    points: path.map(({ label, value }) => ({
      x: label,
      value,
      tip: [`label ${label}`, `statistic ${formatCoefficient(value, 1)}`],
    })),
    xDomain: [1, Math.max(2, last)],
    xTicks: [
      { at: 1, label: 'label 1' },
      { at: Math.max(2, last), label: String(last) },
    ],
    yDomain: y.domain,
    yTicks: y.ticks,
    limit: limit === null ? null : { y: limit, label: `limit ${formatCoefficient(limit, 1)}` },
    suspect:
      startLabel === null
        ? null
        : {
            from: startLabel,
            to: last,
            label: `start: label ${startLabel}${words.start ? `, ${words.start}` : ''}`,
          },
    alarm:
      alarmLabel === null ? null : { x: alarmLabel, y: alarmY, lines: [alarmWords, `label ${alarmLabel}`] },
    alternative: {
      summary:
        alarmLabel === null
          ? `${over}: no alarm.`
          : `${over}: alarm at label ${alarmLabel}${startLabel === null ? '' : `, the change is estimated to begin at label ${startLabel}`}.`,
      headers: ['Mark', 'Value'],
      rows: [
        ['Labels judged', String(last)],
        ['Limit', limit === null ? 'none' : formatCoefficient(limit, 1)],
        ['Last statistic', formatCoefficient(path[path.length - 1]!.value, 1)],
        ['Alarm', alarmLabel === null ? 'none' : `label ${alarmLabel}`],
        ['Estimated start', startLabel === null ? 'none' : `label ${startLabel}`],
      ],
    },
  };
}
