import { HAND_FEATURES, handFeatures } from './hand-features';
import { mixHashes, murmurHash } from './murmur-hash';
import { isWord, tokenise } from './tokenise';

/** One message of a prompt, in the form that chat trainers exchange. */
export interface PromptMessage {
  role: string;
  content: string;
}

/** A prompt read once, for any number of responses to it. */
export interface PreparedPrompt {
  /** Distinct words of all messages. */
  words: ReadonlySet<string>;
  /** Hashes of the words that are crossed with the response's words. */
  crossed: readonly number[];
}

/** The non-zero features of one text, places ascending; the hand features are raw and come last. */
export interface SparseFeatures {
  places: Uint16Array;
  values: Float32Array;
}

/** Version of everything that decides the vector of a text. A model file of another version is refused. */
export const FEATURE_VERSION = 1;
/** Places of the response's hashed words and word pairs. */
export const NGRAM_PLACES = 1536;
/** Places of hashed (prompt word, response word) pairs. */
export const CROSS_PLACES = 495;
/** Hand features, standardised by the model that reads them. */
export const HAND_PLACES = HAND_FEATURES.length;
/** Where the hand features start. */
export const HAND_START = NGRAM_PLACES + CROSS_PLACES;
/** Length of the whole vector: 2,048. */
export const FEATURE_DIMENSION = HAND_START + HAND_PLACES;

const CROSSED_PROMPT_WORDS = 8;
const CROSSED_RESPONSE_WORDS = 128;
const MINIMUM_CROSSED_LENGTH = 4;
const SEED_WORD = 11;
const SEED_CROSS = 23;

/** Reads a prompt (one or more messages) for the features that depend on it. */
export function preparePrompt(prompt: readonly PromptMessage[]): PreparedPrompt {
  const words = new Set<string>();
  for (const message of prompt)
    for (const token of tokenise(message.content)) if (isWord(token)) words.add(token);
  // The longest words stand for the topic; equal lengths are ordered by code unit so that the choice is the same everywhere.
  const crossed = [...words]
    .filter((word) => word.length >= MINIMUM_CROSSED_LENGTH)
    .sort((x, y) => y.length - x.length || (x < y ? -1 : 1))
    .slice(0, CROSSED_PROMPT_WORDS)
    .map((word) => murmurHash(word, SEED_CROSS));
  return { words, crossed };
}

/**
 * The features of one response to one prompt, without the zeros.
 *
 * Three blocks: [0, 1536) the response's words and word pairs, hashed, log(1 + count), scaled to length 1 as a block;
 * [1536, 2031) pairs of a prompt word (its 8 longest) and a response word, hashed, each counted once, scaled to length
 * 1; [2031, 2048) the hand features of hand-features.ts, raw. The same text gives the same vector on every machine.
 * Never NaN or infinite, whatever the text.
 */
export function sparseTextFeatures(prompt: PreparedPrompt, response: string): SparseFeatures {
  const tokens = tokenise(response);
  const words = tokens.filter(isWord);
  const distinct = new Set(words);
  const counts = new Float32Array(HAND_START);
  let previous = 0;
  for (const token of tokens) {
    const hash = murmurHash(token, SEED_WORD);
    counts[hash % NGRAM_PLACES]! += 1;
    if (previous !== 0) counts[mixHashes(previous, hash) % NGRAM_PLACES]! += 1;
    previous = hash;
  }
  let crossedWords = 0;
  for (const word of distinct) {
    if (word.length < MINIMUM_CROSSED_LENGTH) continue;
    if (++crossedWords > CROSSED_RESPONSE_WORDS) break;
    const hash = murmurHash(word, SEED_CROSS);
    for (const other of prompt.crossed) counts[NGRAM_PLACES + (mixHashes(other, hash) % CROSS_PLACES)]! += 1;
  }
  scaleBlock(counts, 0, NGRAM_PLACES);
  scaleBlock(counts, NGRAM_PLACES, HAND_START);
  return compact(counts, handFeatures(response, words, distinct, prompt.words));
}

/** The same features as one dense vector of FEATURE_DIMENSION numbers. */
export function textFeatures(prompt: readonly PromptMessage[], response: string): Float32Array {
  const { places, values } = sparseTextFeatures(preparePrompt(prompt), response);
  const dense = new Float32Array(FEATURE_DIMENSION);
  for (let i = 0; i < places.length; i++) dense[places[i]!] = values[i]!;
  return dense;
}

function scaleBlock(counts: Float32Array, start: number, end: number): void {
  let squares = 0;
  for (let place = start; place < end; place++) {
    if (counts[place]! === 0) continue;
    counts[place] = Math.log1p(counts[place]!);
    squares += counts[place]! * counts[place]!;
  }
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let place = start; place < end; place++) if (counts[place]! !== 0) counts[place]! *= scale;
}

function compact(counts: Float32Array, hand: readonly number[]): SparseFeatures {
  let nonZero = 0;
  for (let place = 0; place < HAND_START; place++) if (counts[place]! !== 0) nonZero++;
  const places = new Uint16Array(nonZero + hand.length);
  const values = new Float32Array(nonZero + hand.length);
  let at = 0;
  for (let place = 0; place < HAND_START; place++) {
    if (counts[place]! === 0) continue;
    places[at] = place;
    values[at++] = counts[place]!;
  }
  // Hand features are kept even when 0: the model standardises them, and a standardised 0 is not 0.
  for (let i = 0; i < hand.length; i++) {
    places[at] = HAND_START + i;
    values[at++] = hand[i]!;
  }
  return { places, values };
}
