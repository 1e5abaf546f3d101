import type { Proportion } from '#lib/annotators/proportion';
import type { DriftReport } from './drift-report';

const SHOWN_ANNOTATORS = 20;

/** The drift of a batch for people: who drifts since when, then the rest by p-value. Rounded here and nowhere before. */
export function driftTable(report: DriftReport): string {
  const { counts, annotators, watched } = report;
  const order = report.order === 'created_at' ? 'in order of created_at' : 'in the order of the file';
  const lines = [
    `${count(counts.labels)} labels of ${count(counts.items)} comparisons by ${count(counts.annotators)} annotators, ${order}`,
    `${count(watched)} annotators have enough labels to watch: ${count(report.alarms)} drifting, ${report.expectedByChance.toFixed(1)} expected by chance alone`,
  ];
  const charted = annotators.flatMap((one) => (one.worse ? [{ ...one, worse: one.worse }] : []));
  charted.sort((a, b) => a.worse.pValue - b.worse.pValue);
  if (charted.length === 0) return lines.join('\n');
  const shown = charted.slice(0, SHOWN_ANNOTATORS);
  lines.push(
    '',
    `Disagreement with the others, lowest p-value first (${shown.length} of ${charted.length}):`,
    ...columns([
      ['annotator', 'state', 'judged', 'since label', 'found at', 'before', 'after', 'highest', 'limit', 'p'],
      ...shown.map((one) => [
        one.id,
        one.state === 'drifting' ? 'DRIFTING' : one.better?.alarm ? 'suddenly better' : 'stable',
        count(one.judgedLabels),
        position((one.worse.alarm ?? one.better?.alarm)?.estimatedStart),
        position((one.worse.alarm ?? one.better?.alarm)?.label),
        share(one.before),
        share(one.after),
        one.worse.highest.toFixed(1),
        one.worse.limit.toFixed(1),
        one.worse.pValue < 0.0001 ? '< .0001' : one.worse.pValue.toFixed(4),
      ]),
    ]),
  );
  const few = annotators.length - charted.length;
  if (few > 0) lines.push('', `${count(few)} annotators have too few judged labels to be watched.`);
  return lines.join('\n');
}

function columns(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

const count = (value: number) => value.toLocaleString('en');
const position = (value: number | undefined) => (value === undefined ? '–' : count(value));
const share = (one: Proportion | null) =>
  one?.ci95 ? `${one.value!.toFixed(2)} (${one.ci95[0].toFixed(2)}–${one.ci95[1].toFixed(2)})` : '–';
