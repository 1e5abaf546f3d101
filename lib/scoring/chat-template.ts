import type { ScoreRequest } from '#lib/reward-model/score-responses';
import type { PromptMessage } from '#lib/reward-model/text-features';

/*
 * Trainers send a conversation as one text with their chat template applied. The template is no writing of the policy's and
 * must not be scored, so the turns are read out of it again.
 */

interface Template {
  /** Begins a turn; the first group that matched is the role. */
  turn: RegExp;
  /** Ends a turn; left out of its text. */
  ends: RegExp;
  /** Where a turn's mark could stand in anybody's text, what the whole must begin with. */
  begins?: RegExp;
}

const NOTHING = /(?!)/g;

/** Families of templates, told apart by the first marker that the text holds. */
const TEMPLATES: Template[] = [
  // ChatML: Qwen and many others.
  { turn: /<\|im_start\|>\s*(\w+)[ \t]*\n?/g, ends: /<\|im_end\|>/g },
  // Llama 3.
  { turn: /<\|start_header_id\|>\s*(\w+)\s*<\|end_header_id\|>\s*/g, ends: /<\|eot_id\|>|<\|eom_id\|>/g },
  // Gemma.
  { turn: /<start_of_turn>\s*(\w+)[ \t]*\n?/g, ends: /<end_of_turn>/g },
  // Phi, Zephyr, Tulu, OLMo.
  { turn: /<\|(system|user|assistant)\|>[ \t]*\n?/g, ends: /<\|end\|>|<\/s>/g },
  // DeepSeek, whose bars are full-width.
  { turn: /<｜(User|Assistant)｜>/g, ends: /<｜end▁of▁sentence｜>/g },
  // Llama 2, Mistral.
  { turn: /\[(\/?INST)\]/g, ends: /<\/s>/g },
  // Anthropic HH.
  { turn: /(?:^|\n\n)(Human|Assistant):[ \t]*/g, ends: NOTHING, begins: /^\s*Human:/ },
];

const ROLES: Record<string, string> = {
  human: 'user',
  inst: 'user',
  '/inst': 'assistant',
  model: 'assistant',
  ipython: 'user',
  tool: 'user',
};

/** Marks that tokenisers put around texts; never anybody's words. */
const SPECIAL =
  /<\|(?:begin_of_text|end_of_text|endoftext|im_start|im_end|eot_id|eom_id|finetune_right_pad_id|end|pad)\|>|<｜(?:begin▁of▁sentence|end▁of▁sentence)｜>|<\/?s>|<(?:bos|eos|pad|start_of_turn|end_of_turn)>/g;

/** A text without the marks of tokenisers. */
export const withoutSpecialTokens = (text: string): string => text.replace(SPECIAL, '');

/** The turns of a templated text, or null when it holds no marker of a template that is known. */
export function readTurns(text: string): PromptMessage[] | null {
  const template = TEMPLATES.find(
    ({ turn, begins }) => text.search(turn) >= 0 && (begins?.test(text) ?? true),
  );
  if (!template) return null;
  const starts = [...text.matchAll(template.turn)];
  return starts.flatMap((start, i) => {
    const role = start[1]!.toLowerCase();
    const from = start.index + start[0].length;
    const content = withoutSpecialTokens(
      text.slice(from, starts[i + 1]?.index ?? text.length).replace(template.ends, ''),
    ).trim();
    return systemTurn(content, ROLES[role] ?? role);
  });
}

/** Llama 2 writes the system's words into the first turn of the user. */
function systemTurn(content: string, role: string): PromptMessage[] {
  const system = /^<<SYS>>\s*([\s\S]*?)\s*<<\/SYS>>\s*/.exec(content);
  if (!system) return [{ role, content }];
  return [
    { role: 'system', content: system[1]! },
    { role, content: content.slice(system[0].length) },
  ];
}

/** A conversation as a prompt and the response to score: its last turn, where the assistant's. */
export function lastResponse(turns: readonly PromptMessage[]): ScoreRequest {
  const last = turns.at(-1);
  if (last?.role === 'assistant') return { prompt: turns.slice(0, -1), response: last.content };
  return { prompt: turns, response: '' };
}

/**
 * Reads a templated conversation. A text without a template is a response to no prompt.
 *
 * @param prompt the beginning of the text that is the prompt, where the caller knows it.
 */
export function readTemplated(text: string, prompt?: string): ScoreRequest {
  if (prompt && text.startsWith(prompt)) {
    const turns = readTurns(prompt) ?? [{ role: 'user', content: withoutSpecialTokens(prompt).trim() }];
    // A template ends the prompt with the mark of the turn that the response fills.
    const before = turns.at(-1)?.role === 'assistant' && !turns.at(-1)!.content ? turns.slice(0, -1) : turns;
    return { prompt: before, response: withoutSpecialTokens(text.slice(prompt.length)).trim() };
  }
  const turns = readTurns(text);
  return turns ? lastResponse(turns) : { prompt: [], response: withoutSpecialTokens(text).trim() };
}
