import { describe, expect, it } from 'vitest';
import { type FitModels, registerAgreement } from '#jobs/cli/agreement';
import { sharedFile } from '#tests/reference/shared-data';
import { commandFiles, jsonLines, runCommand } from './run-command';

const file = commandFiles();
const run = (args: string[], fitModels?: FitModels) =>
  runCommand((program) => registerAgreement(program, fitModels), ['agreement', ...args]);

describe('concord agreement', () => {
  it('reads JSONL and CSV alike', async () => {
    const labels = [
      { item_id: 'q1', annotator_id: 'a', choice: 'A' },
      { item_id: 'q1', annotator_id: 'b', choice: 'a' },
      { item_id: 'q2', annotator_id: 'a', choice: 'TIE' },
      { item_id: 'q2', annotator_id: 'b', choice: 'tie' },
      { item_id: 'q3', annotator_id: 'b', choice: 'B' },
      { item_id: 'q3', annotator_id: 'b', choice: 'A' },
      { item_id: 'q3', annotator_id: 'a', choice: 'A' },
    ];
    const csv = [
      'item_id,annotator_id,choice',
      ...labels.map((l) => `${l.item_id},${l.annotator_id},${l.choice}`),
    ];
    const one = await run([file('same.jsonl', jsonLines(labels)), '--json']);
    const two = await run([file('same.csv', csv.join('\r\n')), '--json']);
    expect(one.code).toBe(0);
    expect(two.out).toBe(one.out);
    const report = JSON.parse(one.out);
    expect(report.counts).toEqual({ labels: 7, items: 3, itemsWithOverlap: 3, annotators: 2, repeats: 1 });
    expect(report.categories).toEqual(['A', 'TIE', 'B']);
    expect(report.orientation).toBe('presented');
    expect(report.pairwiseAgreement.value).toBeCloseTo(2 / 3, 12);
    expect(report).toMatchObject({ dawidSkene: null, bradleyTerry: null });
  });

  it('turns choices into the order of sources, and leaves them with --orientation presented', async () => {
    const name = file(
      'sides.jsonl',
      jsonLines([
        { item_id: 'q', annotator_id: 'a', choice: 'A', source_a: 'x', source_b: 'y', strength: 2 },
        { item_id: 'q', annotator_id: 'b', choice: 'B', source_a: 'y', source_b: 'x', strength: 1 },
        { item_id: 'r', annotator_id: 'a', choice: 'A', source_a: 'y', source_b: 'x', strength: 3 },
        { item_id: 'r', annotator_id: 'b', choice: 'A', source_a: 'y', source_b: 'x', strength: 3 },
      ]),
    );
    const canonical = JSON.parse((await run([name, '--json'])).out);
    expect(canonical.orientation).toBe('canonical');
    expect(canonical.pairwiseAgreement.value).toBe(1);
    expect(canonical.strength.scale).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(canonical.strength.ordinal.value).toBeGreaterThan(0.5);
    const presented = JSON.parse((await run([name, '--json', '--orientation', 'presented'])).out);
    expect(presented.orientation).toBe('presented');
    expect(presented.pairwiseAgreement.value).toBe(0.5);
  });

  it('counts "can\'t judge" and leaves it aside', async () => {
    const name = file(
      'cannot.csv',
      'item_id,annotator_id,choice\nq1,a,A\nq1,b,A\nq1,c,CANT_JUDGE\nq2,a,B\nq2,b,B\nq2,c,"can\'t judge"\n',
    );
    const report = JSON.parse((await run([name, '--json'])).out);
    expect(report.counts).toMatchObject({ labels: 4, annotators: 2, cantJudge: 2 });
    expect(report.categories).toEqual(['A', 'TIE', 'B']);
    expect((await run([name])).out).toContain('2 “can’t judge” left aside');
  });

  it('sorts labels that are numbers by value, and honours declared categories', async () => {
    const name = file(
      'numbers.csv',
      'item_id,annotator_id,label\nq1,a,10\nq1,b,9\nq2,a,2\nq2,b,2\nq3,a,9\nq3,b,9\n',
    );
    const seen = JSON.parse((await run([name, '--json', '--bootstrap', '0'])).out);
    expect(seen.categories).toEqual(['2', '9', '10']);
    expect(seen.swapInvariantAlpha).toMatchObject({ value: null, reason: 'no_mirror' });
    expect(seen.gwetAc1).not.toHaveProperty('ci95Bootstrap');
    const declared = JSON.parse((await run([name, '--json', '--categories', '1,2,9,10'])).out);
    expect(declared.categories).toEqual(['1', '2', '9', '10']);
    expect(declared.brennanPrediger.value).toBeCloseTo((2 / 3 - 1 / 4) / (3 / 4), 12);
    expect(declared.krippendorffAlpha.interval.value).toBeCloseTo(seen.krippendorffAlpha.interval.value, 12);
  });

  it('names bad lines with line and field, and exits with 2', async () => {
    const bad = file(
      'bad.csv',
      'item_id,annotator_id,choice,prompt\nq1,a,A,"two\nlines"\nq1,b,C,x\n\nq2,,B,"multi\nline\ntext"\nq2,b,B\n',
    );
    const { err, out, code } = await run([bad, '--json']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('3 bad lines');
    expect(err).toContain('line 4, choice: must be one of A, TIE, B, got C');
    expect(err).toContain('line 6, annotator_id: is missing');
    expect(err).toContain('line 9, row: has 3 fields, the header has 4');
    const jsonl = await run([file('bad.jsonl', '{"item_id":"q","annotator_id":"a","choice":"A"}\n{oops\n')]);
    expect(jsonl).toMatchObject({ code: 2 });
    expect(jsonl.err).toContain('line 2, row: is not valid JSON');
    const mixed = jsonLines([
      { item_id: 'q', annotator_id: 'a', choice: 'A', source_a: 'x', source_b: 'y' },
      { item_id: 'q', annotator_id: 'b', choice: 'A', source_a: 'x' },
      { item_id: 'q', annotator_id: 'c', label: 'A' },
      { item_id: 'q', annotator_id: 'd', choice: 'A', source_a: 'x', source_b: 'y', created_at: 'never' },
    ]);
    const fields = await run([file('mixed.jsonl', mixed)]);
    expect(fields.err).toContain('line 2, source_b: is missing');
    expect(fields.err).toContain('line 3, label: other rows have choice');
    expect(fields.err).toContain('line 4, created_at: must be a date');
  });

  it('exits with 2 for a missing or empty file and for bad usage, each with one sentence', async () => {
    expect(await run(['/nowhere/none.jsonl'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not exist'),
    });
    expect(await run([file('empty.jsonl', '')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no labels'),
    });
    expect((await run([file('one.jsonl', ''), '--bootstrap', 'many'])).code).toBe(2);
    expect((await run([])).code).toBe(2);
    expect(
      (
        await run([
          file('x.jsonl', jsonLines([{ item_id: 'q', annotator_id: 'a', label: 'x' }])),
          '--orientation',
          'canonical',
        ])
      ).code,
    ).toBe(2);
  });

  it.each([
    ['a quote inside a field', 'item_id,annotator_id,choice\nq"x,a,A\n', 'line 2, row: is not valid CSV'],
    ['a quote that never ends', 'item_id,annotator_id,choice\n"q,a,A\n', 'line 2, row: is not valid CSV'],
    [
      'a column named twice',
      'item_id,annotator_id,choice,choice\nq,a,A,B\n',
      'line 1, choice: is named twice',
    ],
    ['another separator', 'item_id;annotator_id;choice\nq;a;A\n', 'line 2, item_id: is missing'],
    ['a header alone', 'item_id,annotator_id,choice\n', 'has no labels'],
  ])('names what is wrong with %s', async (_, text, problem) => {
    const { err, out, code } = await run([file('odd.csv', text), '--json']);
    expect({ out, code }).toEqual({ out: '', code: 2 });
    expect(err).toContain(problem);
  });

  it('takes ids as they are: a byte order mark, CRLF, quotes, numbers, any script, names of object parts', async () => {
    const lines = [
      '\uFEFFitem_id,annotator_id,label,note',
      '"one, ""two""",007,__proto__,',
      '"one, ""two""",7,toString,"a',
      'b"',
      '',
      '__proto__,Łukasz 😀,toString,x',
      '__proto__,constructor,toString,x',
    ];
    const { out, code } = await run([file('ids.csv', lines.join('\r\n')), '--json', '--bootstrap', '2']);
    const report = JSON.parse(out);
    expect(code).toBe(0);
    expect(report.counts).toMatchObject({ labels: 4, items: 2, annotators: 4 });
    expect(report.categories).toEqual(['__proto__', 'toString']);
    const ids = report.annotators.map((one: { id: string }) => one.id);
    expect(ids).toEqual(['007', '7', 'Łukasz 😀', 'constructor']);
    expect(report.percentAgreement.value).toBe(0.5);
  });

  it.each([
    ['one label', ['q a A'], 'no_pairs'],
    ['one annotator', ['q a A', 'r a B', 'q a B'], 'no_pairs'],
    ['one choice for all', ['q a A', 'q b A', 'r a A', 'r b A'], 'no_variation'],
  ])('answers %s with a reason, not a number', async (_, labels, reason) => {
    const rows = labels.map((label) => label.split(' ').join(','));
    const text = ['item_id,annotator_id,choice', ...rows].join('\n');
    const { out, code } = await run([file('little.csv', text), '--json']);
    const report = JSON.parse(out);
    expect(code).toBe(0);
    for (const figure of [report.krippendorffAlpha.nominal, report.swapInvariantAlpha, report.fleissKappa])
      expect(figure).toMatchObject({ value: null, ci95: null, ci95Annotators: null, reason });
  });

  it('shows help with an example and exits with 0', async () => {
    const { out, code } = await run(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Example:');
  });

  it('prints a table for people', async () => {
    const name = file('table.csv', 'item_id,annotator_id,choice\nq1,a,A\nq1,b,A\nq2,a,B\nq2,b,B\n');
    const { out } = await run([name]);
    expect(out).toContain('4 labels of 2 comparisons by 2 annotators');
    expect(out).toMatch(/Swap-invariant alpha\s+1\.000/);
    expect(out).toContain('fewer than 8 annotators overlap');
  });

  it('adds the figures of the models it is given, and skips them with --no-models', async () => {
    const name = file('models.csv', 'item_id,annotator_id,choice\nq1,a,A\nq1,b,A\n');
    const fit: FitModels = (labels, options) => ({
      annotators: new Map([['a', { dawidSkeneAccuracy: 0.5 }]]),
      dawidSkene: { how: options.dawidSkene, labels: labels.columns.items.length },
      bradleyTerry: null,
    });
    const withModels = JSON.parse((await run([name, '--json', '--dawid-skene', 'ml'], fit)).out);
    expect(withModels.dawidSkene).toEqual({ how: 'ml', labels: 2 });
    expect(withModels.annotators[0]).toMatchObject({ id: 'a', dawidSkeneAccuracy: 0.5 });
    const without = JSON.parse((await run([name, '--json', '--no-models'], fit)).out);
    expect(without.dawidSkene).toBeNull();
  });

  it.skipIf(sharedFile('llmfao_crowd.jsonl') === null)(
    'measures a real crowd file (skipped where absent)',
    async () => {
      const report = JSON.parse((await run([sharedFile('llmfao_crowd.jsonl')!, '--json'])).out);
      expect(report.counts).toEqual({
        labels: 8931,
        items: 2139,
        itemsWithOverlap: 2124,
        annotators: 124,
        repeats: 0,
      });
      expect(report.orientation).toBe('canonical');
      expect(report.swapInvariantAlpha.value).toBeCloseTo(0.291478270424806, 9);
    },
  );
});
