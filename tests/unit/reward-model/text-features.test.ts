import { expect, test } from 'vitest';
import { HAND_FEATURES } from '#lib/reward-model/hand-features';
import { mixHashes, murmurHash } from '#lib/reward-model/murmur-hash';
import {
  FEATURE_DIMENSION,
  HAND_START,
  NGRAM_PLACES,
  preparePrompt,
  sparseTextFeatures,
  textFeatures,
} from '#lib/reward-model/text-features';
import { tokenise } from '#lib/reward-model/tokenise';

const PROMPT = [{ role: 'user', content: 'How do bridges carry their load?' }];
const hand = (response: string, name: (typeof HAND_FEATURES)[number], prompt = PROMPT) =>
  textFeatures(prompt, response)[HAND_START + HAND_FEATURES.indexOf(name)]!;

/** Murmur3 of the UTF-16LE bytes, written the textbook way, as the reference for the fast form. */
function textbookMurmur(text: string, seed: number): number {
  const bytes = Buffer.from(text, 'utf16le');
  const rotate = (x: number, r: number) => (x << r) | (x >>> (32 - r));
  let h = seed;
  const blocks = Math.floor(bytes.length / 4);
  for (let i = 0; i < blocks; i++) {
    h ^= Math.imul(rotate(Math.imul(bytes.readInt32LE(4 * i), 0xcc9e2d51), 15), 0x1b873593);
    h = (Math.imul(rotate(h, 13), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= 4 * blocks; i--) tail = (tail << 8) | bytes[i]!;
  if (bytes.length % 4 > 0) h ^= Math.imul(rotate(Math.imul(tail, 0xcc9e2d51), 15), 0x1b873593);
  h ^= bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

test('the hash is MurmurHash3 of the UTF-16 bytes', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'Ωmega', '漢字仮名', '👩‍🚀 in space', '\ud800 alone'])
    for (const seed of [0, 11, 0xdeadbeef]) expect(murmurHash(text, seed)).toBe(textbookMurmur(text, seed));
  expect(murmurHash('', 0)).toBe(0);
  expect(murmurHash('', 1)).toBe(0x514e28b7);
});

test('mixing two hashes depends on their order', () => {
  expect(mixHashes(1, 2)).not.toBe(mixHashes(2, 1));
});

test('the vector of a text never changes: a stored model depends on it', () => {
  const vector = textFeatures(PROMPT, 'Arches push outward; beams bend. Is that clear?');
  const digest = murmurHash(Array.from(vector, (value) => value.toFixed(5)).join(), 7);
  expect(vector).toHaveLength(2048);
  expect(digest).toMatchInlineSnapshot(`1269573468`);
});

test('the sparse and the dense form are the same vector, places ascending', () => {
  const response = '1. Load\n2. Path of the load\n```js\nbeam()\n```';
  const { places, values } = sparseTextFeatures(preparePrompt(PROMPT), response);
  const dense = textFeatures(PROMPT, response);
  expect(dense).toHaveLength(FEATURE_DIMENSION);
  expect([...places]).toEqual([...places].sort((x, y) => x - y));
  expect(new Set(places).size).toBe(places.length);
  places.forEach((place, i) => {
    expect(dense[place]).toBe(values[i]);
  });
  expect(dense.filter((value) => value !== 0).length).toBeLessThanOrEqual(values.length);
});

test('each hashed block has length 1, or 0 without words', () => {
  const norm = (vector: Float32Array, start: number, end: number) => Math.hypot(...vector.slice(start, end));
  const vector = textFeatures(PROMPT, 'Bridges carry their load through arches and cables');
  expect(norm(vector, 0, NGRAM_PLACES)).toBeCloseTo(1, 5);
  expect(norm(vector, NGRAM_PLACES, HAND_START)).toBeCloseTo(1, 5);
  expect(norm(textFeatures(PROMPT, ''), 0, HAND_START)).toBe(0);
});

test('the same response to another prompt differs only in the crossed block and the overlap', () => {
  const one = textFeatures(PROMPT, 'Cables hang between towers');
  const two = textFeatures([{ role: 'user', content: 'Describe violins' }], 'Cables hang between towers');
  expect(one.slice(0, NGRAM_PLACES)).toEqual(two.slice(0, NGRAM_PLACES));
  expect(one.slice(NGRAM_PLACES, HAND_START)).not.toEqual(two.slice(NGRAM_PLACES, HAND_START));
});

test('every message of a conversation counts as prompt', () => {
  const conversation = [
    { role: 'user', content: 'Tell me about arches' },
    { role: 'assistant', content: 'Which?' },
    { role: 'user', content: 'Roman' },
  ];
  expect(hand('arches', 'prompt overlap precision', conversation)).toBe(1);
  expect(hand('roman', 'prompt overlap precision', conversation)).toBe(1);
});

test('hand features measure what they are named for', () => {
  expect(hand('one two', 'log characters')).toBeCloseTo(Math.log(8), 6);
  expect(hand('a\n\nb\nc', 'log lines')).toBeCloseTo(Math.log(4), 6);
  expect(hand('- a\n* b\n3) c\n-not', 'log list items')).toBeCloseTo(Math.log(4), 6);
  expect(hand('```\nx\n```', 'code fence')).toBe(1);
  expect(hand('bridges carry cows', 'prompt overlap precision')).toBeCloseTo(2 / 3, 6);
  expect(hand('bridges carry cows', 'prompt overlap recall')).toBeCloseTo(2 / 6, 6);
  expect(hand('so so so good', 'type-token ratio')).toBe(0.5);
  expect(hand('Done.', 'terminal punctuation')).toBe(1);
  expect(hand('完成。', 'terminal punctuation')).toBe(1);
  expect(hand('not done', 'terminal punctuation')).toBe(0);
  expect(hand('in 1999 b2b ok', 'share of tokens with digits')).toBe(0.5);
  expect(hand("I'm sorry, as an AI I cannot", 'log refusal cues')).toBeCloseTo(Math.log(4), 6);
  expect(hand('Perhaps it might', 'log hedge cues')).toBeCloseTo(Math.log(3), 6);
  expect(hand('Why? How?', 'log question marks')).toBeCloseTo(Math.log(3), 6);
  expect(hand('So!', 'log exclamation marks')).toBeCloseTo(Math.log(2), 6);
  expect(hand(`${'word '.repeat(30)}and then the`, 'truncated ending')).toBe(1);
  expect(hand(`${'word '.repeat(30)}and then the end.`, 'truncated ending')).toBe(0);
  expect(hand('short reply', 'truncated ending')).toBe(0);
  expect(hand('AB cd', 'share of capital letters')).toBe(0.5);
  expect(hand('ab cdef', 'mean word length')).toBe(3);
  expect(hand('one two. three four.', 'log mean sentence length')).toBeCloseTo(Math.log(3), 6);
});

test('words of any script are found, unspaced scripts by character, forms of one letter as one', () => {
  expect(tokenise("Don't STOP — já é ½")).toEqual(["don't", 'stop', 'já', 'é', '1', '2']);
  expect(tokenise('漢字かな abc漢')).toEqual(['漢', '字', 'か', 'な', 'abc', '漢']);
  expect(tokenise('e\u0301te\u0301')).toEqual(tokenise('été'));
  expect(tokenise('한국어 العربية')).toEqual(['한국어', 'العربية']);
});

test('no text makes a feature that is not a number', () => {
  const texts = [
    '',
    ' ',
    '\n\n',
    '?',
    '```',
    '\ud83d',
    '👩‍🚀',
    'İ'.repeat(50),
    '\u0000',
    'x'.repeat(50_000),
    '1) ',
  ];
  for (const text of texts)
    for (const prompt of [[], PROMPT, [{ role: 'user', content: text }]])
      expect(textFeatures(prompt, text).every(Number.isFinite)).toBe(true);
});
