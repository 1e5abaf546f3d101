import { describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES } from '#lib/transfer/byte-checks';
import { ImportProblems } from '#lib/transfer/import-problems';
import { jsonLines } from '#lib/transfer/json-lines';
import { bytesOf } from './bytes-of';

async function read(content: string | Uint8Array, size?: number) {
  const problems = new ImportProblems();
  const records: [number, unknown][] = [];
  for await (const { line, record } of jsonLines(bytesOf(content, size), problems))
    records.push([line, record]);
  return { records, problems: problems.first() };
}

describe('jsonLines', () => {
  it.each([1, 2, 3, 7, 65536])(
    'numbers lines by their place in the file, in chunks of %i bytes',
    async (size) => {
      const { records, problems } = await read('\ufeff{"a":"é"}\r\n\r\n  \n{"a":2}\n{"a":"x\\ny"}', size);
      expect(records).toEqual([
        [1, { a: 'é' }],
        [4, { a: 2 }],
        [5, { a: 'x\ny' }],
      ]);
      expect(problems).toEqual([]);
    },
  );

  it('goes on after each bad line and names it', async () => {
    const { records, problems } = await read('{"a":1\n[1]\n{"a":1}\n"x"\nnull\n');
    expect(records).toEqual([[3, { a: 1 }]]);
    expect(problems.map(({ line }) => line)).toEqual([1, 2, 4, 5]);
    expect(problems[0]?.reason).toMatch(/^is not valid JSON: /);
    expect(problems[1]?.reason).toBe('must be one JSON object per line');
  });

  it('names lines that are not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{"a":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"a":3}'),
    ]);
    const { records, problems } = await read(bytes, 3);
    expect(records.map(([line]) => line)).toEqual([1, 3]);
    expect(problems).toEqual([{ line: 2, field: null, reason: expect.stringMatching(/not valid UTF-8/) }]);
  });

  it('skips a line that is too long to hold, and reads on', async () => {
    const long = `{"a":"${'x'.repeat(MAX_RECORD_BYTES)}"}`;
    const { records, problems } = await read(`{"a":1}\n${long}\n{"a":3}\n${long}`);
    expect(records.map(([line]) => line)).toEqual([1, 3]);
    expect(problems).toEqual([2, 4].map((line) => ({ line, field: null, reason: 'is longer than 16 MiB' })));
  });

  it.each([
    ['compressed', [0x1f, 0x8b, 8]],
    ['a ZIP archive', [0x50, 0x4b, 3]],
    ['in UTF-16', [0xff, 0xfe, 0x7b]],
  ])('refuses at once a file that is %s', async (what, bytes) => {
    await expect(read(Uint8Array.from(bytes))).rejects.toThrow(what);
  });
});
