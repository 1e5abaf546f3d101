import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '#lib/transfer/csv-records';
import { ImportProblems } from '#lib/transfer/import-problems';
import { bytesOf } from './bytes-of';

async function read(content: string | Uint8Array, size?: number) {
  const problems = new ImportProblems();
  const records: [number, Record<string, unknown>][] = [];
  for await (const { line, record } of csvRecords(bytesOf(content, size), problems))
    records.push([line, record]);
  return { records, problems: problems.first() };
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('csvRecords', () => {
  it.each([1, 2, 3, 65536])(
    'names a record by the line it begins on, in chunks of %i bytes',
    async (size) => {
      const text = '\ufeffitem_id,choice\r\ni1,A\r\n\r\n"i\r\n\r\n2",B\r\n"i\n3",é\r\ni4,TIE';
      const { records, problems } = await read(text, size);
      expect(records).toEqual([
        [2, { item_id: 'i1', choice: 'A' }],
        [4, { item_id: 'i\r\n\r\n2', choice: 'B' }],
        [7, { item_id: 'i\n3', choice: 'é' }],
        [9, { item_id: 'i4', choice: 'TIE' }],
      ]);
      expect(problems).toEqual([]);
    },
  );

  it('reads back any cells, with their lines, however they are cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', ';') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, end, size) => {
          const blocks = rows.map((cells) => cells.map(quoted).join(',') + end);
          let line = 2;
          const expected = rows.map(([item_id, annotator_id], at) => {
            const begins = line;
            line += blocks[at]!.split('\n').length - 1;
            return [begins, { item_id, annotator_id }];
          });
          const { records } = await read(`item_id,annotator_id${end}${blocks.join('')}`, size);
          expect(records).toEqual(expected);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  it('understands semicolons and tabs when the header has them', async () => {
    expect((await read('item_id;choice\ni1;A\n')).records).toEqual([[2, { item_id: 'i1', choice: 'A' }]]);
    expect((await read('item_id\tchoice\ni1\tA\n')).records).toEqual([[2, { item_id: 'i1', choice: 'A' }]]);
  });

  it('reads message lists, meta and tags as JSON, and leaves text that merely looks like it', async () => {
    const prompt = '[{"role":"user","content":"a, b"}]';
    const cells = [prompt, '{"k":1}', '["t"]', '[1, 2] is a list', '{not json'].map(quoted).join(',');
    const { records } = await read(`prompt,meta,tags,chosen,rejected\n${cells}\n`);
    expect(records[0]?.[1]).toEqual({
      prompt: [{ role: 'user', content: 'a, b' }],
      meta: { k: 1 },
      tags: ['t'],
      chosen: '[1, 2] is a list',
      rejected: '{not json',
    });
  });

  it('takes one empty response as empty, and two as columns that the line does not use', async () => {
    const { records } = await read(
      'item_id,response_a,response_b,annotator_id,choice\ni1,,text,w,A\ni1,,,w,A\n',
    );
    expect(records[0]?.[1]).toMatchObject({ response_a: '', response_b: 'text' });
    expect(records[1]?.[1]).not.toHaveProperty('response_a');
  });

  it('names ragged lines and goes on', async () => {
    const { records, problems } = await read('item_id,choice\ni1\ni2,A\ni3,A,B\n');
    expect(records.map(([line]) => line)).toEqual([3]);
    expect(problems).toEqual([
      { line: 2, field: null, reason: 'has 1 cells, and the header has 2' },
      { line: 4, field: null, reason: 'has 3 cells, and the header has 2' },
    ]);
  });

  it('ends at a broken quote, with the line that has it', async () => {
    const never = await read('item_id,choice\n"i\n1",A\n"i2,B\ni3,A\n');
    expect(never.problems).toEqual([{ line: 4, field: null, reason: 'has a quote that is never closed' }]);
    expect(never.records.map(([line]) => line)).toEqual([2]);
    expect((await read('item_id,choice\ni1,A\ni2,"B" x\n')).problems).toMatchObject([{ line: 3 }]);
    expect((await read('item_id,choice\ni1,A\n\ni2,5" x\n')).problems).toMatchObject([{ line: 4 }]);
  });

  it('names lines that are not UTF-8, in whatever pieces they come', async () => {
    const bytes = Buffer.concat([
      Buffer.from('item_id,choice\né1,A\n'),
      Buffer.from([0x69, 0xe9, 0x2c, 0x41, 0x0a]),
      Buffer.from('i3,😀\ni4,'),
      Buffer.from([0xf0, 0x9f]),
    ]);
    for (const size of [1, 2, 3, 4, 5, 1000]) {
      const { records, problems } = await read(bytes, size);
      expect(problems.map(({ line, reason }) => [line, reason.slice(0, 18)])).toEqual([
        [3, 'is not valid UTF-8'],
        [5, 'is not valid UTF-8'],
      ]);
      expect(records.map(([line]) => line)).toEqual([2, 4]);
    }
  });

  it('refuses a header with a column twice, or with none that is known', async () => {
    expect((await read('item_id,choice,choice\n1,A,B\n')).problems).toEqual([
      { line: 1, field: 'choice', reason: 'is a column twice' },
    ]);
    const unknown = await read('question,answer\nx,y\nz,w\n');
    expect(unknown.problems).toMatchObject([{ line: 1, field: null }]);
    expect(unknown.records).toEqual([]);
  });
});
