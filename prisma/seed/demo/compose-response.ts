import type { Random } from '#lib/statistics/random';
import type { PromptMaterial } from './material';
import {
  CONFIDENT_CLOSINGS,
  DRIFT_OPENINGS,
  HEDGING_CLOSINGS,
  HEDGING_OPENINGS,
  REFUSALS,
  WORDY_CLOSINGS,
  WORDY_HEADINGS,
  WORDY_LEAD_INS,
  WORDY_OPENINGS,
} from './phrases';
import type { SourceStyle } from './sources';
import type { DemoResponse, Treatment } from './types';

/** A text and what a careful reader would think of it, before small differences of taste. */
interface Draft {
  text: string;
  quality: number;
}

/**
 * One source's response to one prompt. Quality follows from what the text visibly contains: how much of the answer
 * is there, whether it is right, and how much filler stands around it.
 */
export function composeResponse(
  material: PromptMaterial,
  treatment: Treatment,
  source: SourceStyle,
  random: Random,
): DemoResponse {
  const draft = WRITERS[treatment](material, source, random);
  return { source: source.key, treatment, text: draft.text, quality: draft.quality + 0.08 * random.normal() };
}

const WRITERS: Record<Treatment, (m: PromptMaterial, s: SourceStyle, r: Random) => Draft> = {
  complete(m, source, random) {
    const thorough = random.next() < 0.7;
    const points = thorough ? m.points : m.points.slice(0, Math.max(3, m.points.length - 1));
    return {
      text: join([...answerFirst(m), list(points, source), thorough ? m.caveat : null]),
      quality: thorough ? 1.25 : 1.05,
    };
  },

  verbose(m, _source, random) {
    const headings = WORDY_HEADINGS[random.integer(WORDY_HEADINGS.length)]!;
    const leadIns = sample(WORDY_LEAD_INS, m.points.length, random);
    const heavy = random.next() < 0.5;
    return {
      text: join([
        fill(one(WORDY_OPENINGS, random), m),
        heavy ? `## ${headings[0]}` : null,
        ...answerFirst(m),
        heavy ? `## ${headings[1]}` : null,
        ...m.points.map((point, i) => (heavy || i % 2 === 0 ? `${leadIns[i]} ${point}` : point)),
        heavy ? `## ${headings[2]}` : null,
        m.caveat,
        fill(one(WORDY_CLOSINGS, random), m),
      ]),
      quality: heavy ? 0.5 : 0.68,
    };
  },

  terse(m, _source, random) {
    const withPoint = random.next() < 0.55;
    const example = m.exampleIsAnswer ? m.example : null;
    return {
      text: join([m.core, example, m.points.slice(0, withPoint ? 2 : 1).join(' ')]),
      quality: withPoint ? 0.75 : 0.5,
    };
  },

  hedging(m, _source, random) {
    const oneFact = random.next() < 0.5;
    return {
      text: join([
        `${one(HEDGING_OPENINGS, random)} ${m.vague}`,
        oneFact ? `That said: ${related(m)[0]}` : null,
        one(HEDGING_CLOSINGS, random),
      ]),
      quality: oneFact ? -0.1 : -0.35,
    };
  },

  flawed(m, source, random) {
    const supported = random.next() < 0.6;
    return {
      text: join([m.wrong, supported ? list(related(m), source) : null, one(CONFIDENT_CLOSINGS, random)]),
      quality: supported ? -0.45 : -0.75,
    };
  },

  'off-track'(m, _source, random) {
    const way = random.next();
    if (way < 0.3) return { text: fill(one(REFUSALS, random), m), quality: -1.35 };
    if (way < 0.75) return { text: `${one(DRIFT_OPENINGS, random)} ${m.drift}`, quality: -1.15 };
    return { text: cutOff(m), quality: -0.85 };
  },
};

function answerFirst(m: PromptMaterial): (string | undefined)[] {
  return [m.core, m.example];
}

/** An answer that breaks off in the middle of its second point. */
function cutOff(m: PromptMaterial): string {
  const words = m.points[1].split(' ');
  const opening = `Sure, here is what you need to know about ${m.subject}:`;
  return join([opening, `1. ${m.points[0]}`, `2. ${words.slice(0, Math.ceil(words.length / 3)).join(' ')}`]);
}

function list(points: string[], source: SourceStyle): string {
  if (source.list === 'prose') return points.join(' ');
  return points.map((point, i) => `${source.list === 'numbered' ? `${i + 1}.` : '-'} ${point}`).join('\n');
}

function related(m: PromptMaterial): string[] {
  return m.related ?? m.points.slice(2, 4);
}

function fill(phrase: string, m: PromptMaterial): string {
  return phrase.replaceAll('{subject}', m.subject);
}

function join(parts: (string | null | undefined)[]): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n\n');
}

function one(phrases: readonly string[], random: Random): string {
  return phrases[random.integer(phrases.length)]!;
}

/** `count` different phrases in random order (Fisher–Yates). */
function sample(phrases: readonly string[], count: number, random: Random): string[] {
  const pool = [...phrases];
  for (let i = pool.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool.slice(0, count);
}
