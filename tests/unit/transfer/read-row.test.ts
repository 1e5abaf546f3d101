import { describe, expect, it } from 'vitest';
import type { FieldProblem, ImportRow } from '#lib/transfer/import-row';
import { readRow } from '#lib/transfer/read-row';

const row = (record: Record<string, unknown>): ImportRow => {
  const read = readRow(record);
  if (Array.isArray(read)) throw new Error(JSON.stringify(read));
  return read;
};
const problems = (record: Record<string, unknown>): FieldProblem[] => {
  const read = readRow(record);
  return Array.isArray(read) ? read : [];
};

const pair = { item_id: 'i1', prompt: 'Why?', response_a: 'Because.', response_b: 'Why not.' };
const label = { annotator_id: 'w1', choice: 'A' };

describe('a comparison row', () => {
  it('takes a text prompt as one turn of the user', () => {
    expect(row(pair).comparison?.prompt).toEqual([{ role: 'user', content: 'Why?' }]);
  });

  it('takes a list of messages as it is', () => {
    const prompt = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Why?' },
    ];
    expect(row({ ...pair, prompt }).comparison?.prompt).toEqual(prompt);
  });

  it('joins the text parts of a message', () => {
    const content = [
      { type: 'text', text: 'One' },
      { type: 'text', text: 'Two' },
    ];
    expect(row({ ...pair, prompt: [{ role: 'user', content }] }).comparison?.prompt[0]?.content).toBe(
      'One\n\nTwo',
    );
  });

  it('needs no prompt, and keeps an empty response, which some models give', () => {
    const { comparison } = row({ ...pair, prompt: null, response_b: '' });
    expect(comparison).toMatchObject({ prompt: [{ role: 'user', content: '' }], responseB: '' });
  });

  it('carries sources, tags, language, meta and gold', () => {
    const { comparison, label: none } = row({
      ...pair,
      source_a: 'm1',
      source_b: 2,
      tags: ['code', ' code', ''],
      language: 'en',
      meta: { topic: 't' },
      gold_choice: 'b',
      gold_reason: 'Plainly.',
    });
    expect(comparison).toMatchObject({
      sourceA: 'm1',
      sourceB: '2',
      tags: ['code'],
      language: 'en',
      meta: { topic: 't' },
    });
    expect(comparison).toMatchObject({ goldChoice: 'B', goldReason: 'Plainly.' });
    expect(none).toBeNull();
  });

  it('splits tags that are text at semicolons', () => {
    expect(row({ ...pair, tags: 'code; maths' }).comparison?.tags).toEqual(['code', 'maths']);
  });

  it('derives a missing id from the content alone, whichever response is called A', () => {
    const { item_id: _, ...anonymous } = { ...pair, source_a: 'm1', source_b: 'm2' };
    const turned = {
      ...anonymous,
      response_a: anonymous.response_b,
      response_b: anonymous.response_a,
      source_a: 'm2',
      source_b: 'm1',
    };
    const { externalId } = row(anonymous);
    expect(row({ ...anonymous, meta: { other: true }, ...label }).externalId).toBe(externalId);
    expect(row(turned).externalId).toBe(externalId);
    expect(row({ ...anonymous, response_a: 'Since.' }).externalId).not.toBe(externalId);
    expect(row({ ...anonymous, source_a: 'm2', source_b: 'm1' }).externalId).not.toBe(externalId);
  });
});

describe('a label', () => {
  it.each([
    ['A', 'A'],
    ['b', 'B'],
    ['tie', 'TIE'],
    ['Both bad', 'BOTH_BAD'],
    ['both-bad', 'BOTH_BAD'],
    ["can't judge", 'CANT_JUDGE'],
  ])('understands the choice %j', (written, choice) => {
    expect(row({ ...pair, ...label, choice: written }).label?.choice).toBe(choice);
  });

  it('may be called label, and may stand alone on a comparison known by its id', () => {
    expect(row({ item_id: 7, annotator_id: 12, label: 'b' })).toMatchObject({
      externalId: '7',
      comparison: null,
      label: { annotator: '12', choice: 'B' },
    });
  });

  it('reads everything that CSV writes as text', () => {
    const written = {
      strength: '2',
      duration_ms: '1500.4',
      swapped: 'False',
      round: '1',
      reasons: 'Clearer;Safer',
    };
    expect(row({ ...pair, ...label, ...written }).label).toMatchObject({
      strength: 2,
      activeMs: 1500,
      swapped: false,
      round: 1,
      reasons: ['Clearer', 'Safer'],
    });
  });

  it('has no strength when neither response is better', () => {
    expect(row({ ...pair, ...label, choice: 'TIE', strength: 3 }).label?.strength).toBeNull();
  });

  it.each([
    ['2016-02-11T12:27:37Z', '2016-02-11T12:27:37.000Z'],
    ['2016-02-11T12:27:37', '2016-02-11T12:27:37.000Z'],
    ['2016-02-11 12:27:37.123456+01', '2016-02-11T11:27:37.123Z'],
    ['2016-02-11T12:27:37-0530', '2016-02-11T17:57:37.000Z'],
    ['2016-02-11T12:27+05:30', '2016-02-11T06:57:00.000Z'],
    ['2016-02-11', '2016-02-11T00:00:00.000Z'],
  ])('reads the time %s, as UTC where it names no offset', (written, at) => {
    expect(row({ ...pair, ...label, created_at: written }).label?.labelledAt).toBe(at);
  });

  it.each([
    'yesterday',
    '2016-02-30T00:00:00Z',
    '2016-13-01',
    '11/02/2016',
    1455193657,
    '2016-02-11T25:00:00Z',
  ])('refuses the time %j', (written) => {
    expect(problems({ ...pair, ...label, created_at: written })).toMatchObject([{ field: 'created_at' }]);
  });
});

describe('a bad row', () => {
  it('names every field that is wrong, with what it should be', () => {
    expect(
      problems({
        item_id: '',
        response_a: 1,
        annotator_id: 'w',
        choice: 'C',
        strength: 9,
        swapped: 'maybe',
        round: -1,
      }),
    ).toEqual([
      { field: 'choice', reason: 'must be A, B, TIE, BOTH_BAD or CANT_JUDGE' },
      { field: 'strength', reason: 'must be a whole number from 1 to 7' },
      { field: 'swapped', reason: 'must be true or false' },
      { field: 'round', reason: 'must be a whole number from 0 to 255' },
      { field: 'response_a', reason: 'must be text' },
      { field: 'response_b', reason: 'is missing' },
    ]);
  });

  it('misses the annotator of a choice, and the choice of an annotator', () => {
    expect(problems({ ...pair, choice: 'A' })).toEqual([{ field: 'annotator_id', reason: 'is missing' }]);
    expect(problems({ ...pair, annotator_id: 'w1' })).toEqual([{ field: 'choice', reason: 'is missing' }]);
    expect(problems({ annotator_id: 'w1', choice: 'A' })).toEqual([
      { field: 'item_id', reason: 'is missing' },
    ]);
  });

  it('calls the choice by the name that the file gave it', () => {
    expect(problems({ ...pair, annotator_id: 'w1', label: '1' })[0]?.field).toBe('label');
  });

  it('points into a message list', () => {
    const prompt = [{ role: 'user', content: 'Hi' }, { role: 'bot', content: 'Yes' }, 'no'];
    expect(problems({ ...pair, prompt })).toEqual([
      { field: 'prompt[1].role', reason: 'must be system, user or assistant' },
      { field: 'prompt[2]', reason: 'must be a message with role and content' },
    ]);
    expect(problems({ ...pair, prompt: [] })).toEqual([{ field: 'prompt', reason: 'has no messages' }]);
  });

  it.each(['prompt', 'response_a', 'source_a', 'item_id'])(
    'refuses what the database cannot hold in %s',
    (field) => {
      expect(problems({ ...pair, [field]: 'a\0b' })).toMatchObject(
        [{ field, reason: /NUL character/ }].map((p) => ({ ...p, reason: expect.stringMatching(p.reason) })),
      );
      expect(problems({ ...pair, [field]: 'a\ud800b' })).toMatchObject([
        { field, reason: expect.stringMatching(/surrogate/) },
      ]);
    },
  );

  it('looks for the same inside meta, in keys too', () => {
    expect(problems({ ...pair, meta: { list: ['fine', { deep: '\0' }] } })).toMatchObject([
      { field: 'meta' },
    ]);
    expect(problems({ ...pair, meta: { 'a\0': 1 } })).toMatchObject([{ field: 'meta' }]);
    expect(problems({ ...pair, meta: 'text' })).toEqual([{ field: 'meta', reason: 'must be a JSON object' }]);
  });

  it('refuses ids that no index can hold', () => {
    expect(problems({ ...pair, item_id: 'x'.repeat(501) })).toEqual([
      { field: 'item_id', reason: 'is longer than 500 characters' },
    ]);
  });

  it('says which forms there are when it is none of them', () => {
    expect(problems({ question: 'Why?' })).toMatchObject([
      { field: null, reason: expect.stringMatching(/chosen and rejected/) },
    ]);
  });
});

describe('a preference row', () => {
  const preference = { prompt: 'The sky is', chosen: ' blue.', rejected: ' green.' };

  it('becomes a comparison that keeps what was preferred, and no label', () => {
    const { comparison, label: none, preference: marked } = row({ ...preference, margin: 0.5 });
    expect(none).toBeNull();
    expect(marked).toBe(true);
    const preferred = comparison?.meta.preferred === 'A' ? comparison.responseA : comparison?.responseB;
    expect(preferred).toBe(' blue.');
    expect(comparison?.meta.margin).toBe(0.5);
  });

  it('stores the preferred response as A about half of the time, the same way each time', () => {
    const sides = Array.from(
      { length: 400 },
      (_, i) => row({ ...preference, prompt: `Sky ${i} is` }).comparison?.meta.preferred,
    );
    const a = sides.filter((side) => side === 'A').length;
    // 400 fair coins: outside of 150 … 250 once in two million.
    expect(a).toBeGreaterThan(150);
    expect(a).toBeLessThan(250);
    expect(sides).toEqual(
      Array.from(
        { length: 400 },
        (_, i) => row({ ...preference, prompt: `Sky ${i} is` }).comparison?.meta.preferred,
      ),
    );
  });

  it('is a label when it names an annotator, and opposite preferences are opposite labels on one comparison', () => {
    const one = row({ ...preference, chosen_model: 'm1', rejected_model: 'm2', annotator_id: 'w1' });
    const other = row({
      prompt: preference.prompt,
      chosen: preference.rejected,
      rejected: preference.chosen,
      chosen_model: 'm2',
      rejected_model: 'm1',
      annotator_id: 'w2',
    });
    expect(other.externalId).toBe(one.externalId);
    expect(other.comparison).toMatchObject({
      responseA: one.comparison?.responseA,
      sourceA: one.comparison?.sourceA,
    });
    expect(new Set([one.label?.choice, other.label?.choice])).toEqual(new Set(['A', 'B']));
    expect(one.comparison?.sourceA).toBe(one.comparison?.responseA === ' blue.' ? 'm1' : 'm2');
  });

  it('says nothing about sides, so a choice beside it is refused', () => {
    expect(problems({ ...preference, choice: 'A' })).toMatchObject([{ field: 'choice' }]);
  });

  it('misses its other half', () => {
    expect(problems({ prompt: 'x', chosen: 'y' })).toEqual([{ field: 'rejected', reason: 'is missing' }]);
  });
});
