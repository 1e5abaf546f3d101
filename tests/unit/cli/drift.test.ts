import { describe, expect, it } from 'vitest';
import { registerDrift } from '#jobs/cli/drift';
import type { DriftReport } from '#jobs/cli/drift-report';
import { sharedFile } from '#tests/reference/shared-data';
import { type SimulatedCrew, simulatedCrew } from '#tests/unit/annotators/simulated-crew';
import { commandFiles, jsonLines, runCommand } from './run-command';

const file = commandFiles();
const run = (...args: string[]) => runCommand(registerDrift, ['drift', ...args]);

const CHOICES = ['A', 'TIE', 'B'];
function rowsOf({ columns }: SimulatedCrew) {
  return [...columns.items].map((item, row) => ({
    item_id: `item ${item}`,
    annotator_id: `annotator ${columns.annotators[row]}`,
    choice: CHOICES[columns.choices[row]!]!,
    created_at: new Date(Date.UTC(2026, 0, 1) + row * 60_000).toISOString(),
  }));
}

describe('concord drift', () => {
  it('names the annotator who drifts, since when, and answers with exit code 1', async () => {
    const crew = simulatedCrew(2, { labels: 300 });
    const { out, code } = await run(file('drifting.jsonl', jsonLines(rowsOf(crew))), '--json', '--paths');
    const report = JSON.parse(out) as DriftReport;
    const drifting = report.annotators.filter((one) => one.state === 'drifting');
    expect(code).toBe(1);
    expect(drifting.map((one) => one.id)).toEqual(['annotator 0']);
    expect(report).toMatchObject({ alarms: 1, watched: 8, order: 'created_at', counts: { annotators: 8 } });
    const [{ worse, after, before }] = drifting as [(typeof drifting)[0]];
    expect(Math.abs(worse!.alarm!.estimatedStart - crew.driftsFrom)).toBeLessThan(40);
    expect(worse!.alarm!.label).toBeGreaterThanOrEqual(worse!.alarm!.estimatedStart);
    expect(worse!.path!.some((value) => value >= worse!.limit)).toBe(true);
    expect(after!.value).toBeGreaterThan(before.value!);
  });

  it('sorts by time, and reads CSV like JSONL', async () => {
    const rows = rowsOf(simulatedCrew(2, { labels: 300 }));
    const shuffled = [...rows.filter((_, k) => k % 2 === 0).reverse(), ...rows.filter((_, k) => k % 2 === 1)];
    const header = Object.keys(rows[0]!).join(',');
    const csv = [header, ...shuffled.map((row) => Object.values(row).join(','))].join('\n');
    const sorted = JSON.parse((await run(file('a.jsonl', jsonLines(rows)), '--json')).out) as DriftReport;
    const other = JSON.parse((await run(file('b.csv', csv), '--json')).out) as DriftReport;
    const key = (report: DriftReport) =>
      report.annotators.map((one) => [one.id, one.state, one.judgedLabels, one.before.count]).sort();
    expect(key(other)).toEqual(key(sorted));
  });

  it('prints a table for people and exit code 0 when nobody drifts', async () => {
    const calm = rowsOf(simulatedCrew(9, { labels: 200, accuracyAfter: 0.85 }));
    const { out, code } = await run(file('calm.jsonl', jsonLines(calm)));
    expect(code).toBe(0);
    expect(out).toContain('8 annotators have enough labels to watch: 0 drifting');
    expect(out).toContain('annotator 3');
  });

  it('names bad lines by line and field, and answers with exit code 2', async () => {
    const bad = file(
      'bad.jsonl',
      '{"item_id":"1","annotator_id":"x","choice":"A"}\n{"item_id":"1","choice":"B"}',
    );
    const { err, code } = await run(bad);
    expect(code).toBe(2);
    expect(err).toContain('line 2, annotator_id: is missing');
    expect((await run('/nowhere/labels.jsonl')).err).toContain('does not exist');
    expect((await run(bad, '--arl', 'x')).code).toBe(2);
  });

  it('helps with an example', async () => {
    const { out, code } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('Example:');
    expect(out).toContain('--arl');
  });

  it('finds nobody in the calm real data', async (context) => {
    const real = sharedFile('ukpconvarg1_tv_books.jsonl');
    if (!real) return context.skip('the shared data is not beside this checkout');
    const { out, code } = await run(real, '--json');
    const report = JSON.parse(out) as DriftReport;
    expect(report.alarms).toBe(0);
    expect(report.watched).toBeGreaterThan(5);
    expect(code).toBe(0);
  });
});
