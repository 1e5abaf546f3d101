import type { PreferencePair } from '#lib/reward-model/preference-pair';
import { seededRandom } from '#lib/statistics/random';

const TOPICS = [
  'bread',
  'rivers',
  'taxes',
  'violins',
  'orbits',
  'gardens',
  'bridges',
  'sleep',
  'chess',
  'glass',
];
const FILLER =
  'the a of and with into from about each other when people often make small plain things work'.split(' ');
const GOOD = ['because', 'measured', 'example', 'precisely', 'compare', 'evidence'];
const BAD = ['whatever', 'stuff', 'obviously', 'dunno', 'blah', 'somehow'];

/**
 * Simulated pairs with a known preference: each response mixes filler with words that people like and words they do
 * not; the one with the better balance is preferred, `noise` of the labels are turned. Length says nothing.
 */
export function plantedPairs(
  count: number,
  prompts: number,
  seed: number,
  noise = 0,
  fillerWords = 12,
): PreferencePair[] {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]) => words[random.integer(words.length)]!;
  const response = (topic: string) => {
    const words = Array.from({ length: fillerWords + random.integer(20) }, () => pick(FILLER));
    const good = random.integer(5);
    const bad = random.integer(5);
    for (let i = 0; i < good; i++) words.splice(random.integer(words.length), 0, pick(GOOD));
    for (let i = 0; i < bad; i++) words.splice(random.integer(words.length), 0, pick(BAD));
    return { text: `${topic}: ${words.join(' ')}.`, worth: good - bad };
  };
  return Array.from({ length: count }, (_, i) => {
    const topic = TOPICS[i % TOPICS.length]!;
    const number = i % prompts;
    const a = response(topic);
    const b = response(topic);
    const better = a.worth === b.worth ? 0.5 : Number(a.worth > b.worth);
    return {
      promptKey: `prompt-${number}`,
      prompt: [
        { role: 'user', content: `Explain ${TOPICS[number % TOPICS.length]} to a newcomer, part ${number}.` },
      ],
      responseA: a.text,
      responseB: b.text,
      target: random.next() < noise ? 1 - better : better,
      weight: 1,
    };
  });
}
