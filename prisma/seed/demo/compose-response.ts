import type { Random } from '#lib/statistics/random';
import type { PromptMaterial } from './material';
import {
  CONFIDENT_CLOSINGS,
  FRIENDLY_CLOSINGS,
  FRIENDLY_OPENINGS,
  HEDGING_CLOSINGS,
  HEDGING_OPENINGS,
  REFUSALS,
  WORDY_CLOSINGS,
  WORDY_FIRST_LEAD_INS,
  WORDY_HEADINGS,
  WORDY_LAST_LEAD_INS,
  WORDY_NEXT_LEAD_INS,
  WORDY_OPENINGS,
} from './phrases';
import type { SourceStyle } from './sources';
import type { DemoResponse, Treatment } from './types';

/** A text and what a careful reader would think of it, before small differences of taste. */
interface Draft {
  text: string;
  quality: number;
}

/** Differences that no rule here describes: how apt the author's words happen to be. Small beside those between treatments. */
const SPREAD = 0.2;

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
  return {
    source: source.key,
    treatment,
    text: draft.text,
    quality: draft.quality + SPREAD * random.normal(),
  };
}

const WRITERS: Record<Treatment, (m: PromptMaterial, s: SourceStyle, r: Random) => Draft> = {
  complete(m, source, random) {
    const thorough = random.next() < 0.7;
    const points = thorough ? m.points : m.points.slice(0, Math.max(3, m.points.length - 1));
    return {
      text: polite([...answerFirst(m), list(points, source, m.example), thorough ? m.caveat : null], random),
      quality: thorough ? 1.2 : 1,
    };
  },

  verbose(m, _source, random) {
    const headings = WORDY_HEADINGS[random.integer(WORDY_HEADINGS.length)]!;
    const leadIns = [
      one(WORDY_FIRST_LEAD_INS, random),
      ...sample(WORDY_NEXT_LEAD_INS, m.points.length - 2, random),
      one(WORDY_LAST_LEAD_INS, random),
    ];
    const heavy = random.next() < 0.5;
    const body = m.points.map((point, i) => (heavy || i % 2 === 0 ? `${leadIns[i]} ${point}` : point));
    // The heavy form keeps the reader waiting for the answer, unless the points would make no sense before it.
    const early = heavy && !m.exampleIsAnswer ? body.slice(0, 2) : [];
    return {
      text: join([
        fill(one(WORDY_OPENINGS, random), m),
        heavy ? `## ${headings[0]}` : null,
        ...early,
        ...answerFirst(m),
        heavy ? `## ${headings[1]}` : null,
        ...body.slice(early.length),
        heavy ? `## ${headings[2]}` : null,
        m.caveat,
        heavy ? fill(one(WORDY_CLOSINGS, random), m) : null,
      ]),
      quality: heavy ? 0.3 : 0.55,
    };
  },

  terse(m, _source, random) {
    const withCaveat = random.next() < 0.55;
    return {
      text: polite([m.brief, withCaveat ? m.caveat : null], random),
      quality: withCaveat ? 0.85 : 0.6,
    };
  },

  hedging(m, _source, random) {
    const oneFact = random.next() < 0.5;
    return {
      text: polite(
        [
          `${one(HEDGING_OPENINGS, random)} ${m.vague}`,
          oneFact ? related(m)[0] : null,
          one(HEDGING_CLOSINGS, random),
        ],
        random,
      ),
      quality: oneFact ? -0.15 : -0.35,
    };
  },

  flawed(m, source, random) {
    const dressedUp = random.next() < 0.45;
    const bluff = random.next() < 0.35 ? one(CONFIDENT_CLOSINGS, random) : null;
    return {
      text: join([
        dressedUp ? fill(one(WORDY_OPENINGS, random), m) : null,
        m.wrong,
        list(related(m), source),
        dressedUp ? fill(one(WORDY_CLOSINGS, random), m) : bluff,
      ]),
      quality: dressedUp ? -0.6 : -0.45,
    };
  },

  'off-track'(m, _source, random) {
    const way = random.next();
    if (way < 0.3) return { text: fill(one(REFUSALS, random), m), quality: -1.35 };
    if (way < 0.55) return { text: polite([m.drift], random), quality: -1.1 };
    if (way < 0.8) return { text: join([fill(one(WORDY_OPENINGS, random), m), m.drift]), quality: -1.2 };
    return { text: cutOff(m), quality: -0.85 };
  },
};

/** The same text, now and then with a friendly word before or after it: manners say nothing about quality. */
function polite(parts: (string | null | undefined)[], random: Random): string {
  const draw = random.next();
  const opening = draw < 0.25 ? one(FRIENDLY_OPENINGS, random) : null;
  const closing = draw > 0.75 ? one(FRIENDLY_CLOSINGS, random) : null;
  return join([opening, ...parts, closing]);
}

function answerFirst(m: PromptMaterial): (string | undefined)[] {
  return [m.core, m.example];
}

/** An answer that breaks off in the middle of its second point. */
function cutOff(m: PromptMaterial): string {
  const words = m.points[1].split(' ');
  const opening = `Sure, here is what you need to know about ${m.subject}:`;
  const brokenOff = words.slice(0, Math.ceil(words.length / 3)).join(' ');
  return join([opening, `1. ${m.points[0]}\n2. ${brokenOff}`]);
}

/** In the manner of the source; as plain sentences where one point or a list just above would make a list look odd. */
function list(points: string[], source: SourceStyle, above?: string): string {
  const plain =
    source.list === 'prose' || points.length === 1 || (above !== undefined && /^(1\.|-) /.test(above));
  if (plain) return points.join(' ');
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
