import type { Conversation } from '#lib/labels/conversation';
import type { ExportGate } from './export-scope';

/** A pair with its texts, turned so that people prefer `chosen`. */
export interface ExportedPair {
  id: string;
  promptId: string;
  prompt: Conversation;
  chosen: string;
  rejected: string;
  chosenModel: string | null;
  rejectedModel: string | null;
  votes: { chosen: number; rejected: number; tie: number };
  /** P(chosen is better), above 0.5. */
  probability: number;
  weight: number;
  margin: number;
  strength: number | null;
  adjudicated: boolean;
  tags: string[];
  language: string | null;
  gate: ExportGate;
}

export type ColumnKind = 'string' | 'integer' | 'number' | 'boolean' | 'strings' | 'messages';
export type ExportRow = Record<string, unknown>;

/** A shape that trainers read: what its files hold, and a row of it. */
export interface ExportFormat {
  title: string;
  /** For whom, in one sentence. */
  note: string;
  columns: Record<string, ColumnKind>;
  row: (pair: ExportedPair) => ExportRow;
}

/** The words of one who asked once; a conversation of several turns as a transcript. */
const promptText = (prompt: Conversation): string =>
  prompt.length === 1 ? prompt[0]!.content : transcript(prompt).trim();

const HH_ROLE = { system: 'System', user: 'Human', assistant: 'Assistant' };
const transcript = (turns: Conversation): string =>
  turns.map(({ role, content }) => `\n\n${HH_ROLE[role]}: ${content}`).join('');

const answer = (content: string) => [{ role: 'assistant', content }];

const EXTRA: Record<string, ColumnKind> = {
  id: 'string',
  prompt_id: 'string',
  chosen_model: 'string',
  rejected_model: 'string',
  votes_chosen: 'integer',
  votes_rejected: 'integer',
  votes_tie: 'integer',
  target_prob: 'number',
  weight: 'number',
  strength: 'number',
  adjudicated: 'boolean',
  tags: 'strings',
  language: 'string',
  gate: 'string',
};

const extra = (pair: ExportedPair): ExportRow => ({
  id: pair.id,
  prompt_id: pair.promptId,
  chosen_model: pair.chosenModel,
  rejected_model: pair.rejectedModel,
  votes_chosen: pair.votes.chosen,
  votes_rejected: pair.votes.rejected,
  votes_tie: pair.votes.tie,
  target_prob: pair.probability,
  weight: pair.weight,
  strength: pair.strength,
  adjudicated: pair.adjudicated,
  tags: pair.tags,
  language: pair.language,
  gate: pair.gate,
});

const conversational = (pair: ExportedPair) => ({
  prompt: pair.prompt,
  chosen: answer(pair.chosen),
  rejected: answer(pair.rejected),
});
const standard = (pair: ExportedPair) => ({
  prompt: promptText(pair.prompt),
  chosen: pair.chosen,
  rejected: pair.rejected,
});
const MESSAGES = { prompt: 'messages', chosen: 'messages', rejected: 'messages' } as const;
const TEXTS = { prompt: 'string', chosen: 'string', rejected: 'string' } as const;

export const EXPORT_FORMATS = {
  trl: {
    title: 'TRL preference, conversational',
    note: 'For RewardTrainer and DPOTrainer: explicit prompt, message lists, with votes, soft label and weight beside.',
    columns: { ...MESSAGES, ...EXTRA },
    row: (pair) => ({ ...conversational(pair), ...extra(pair) }),
  },
  'trl-standard': {
    title: 'TRL preference, standard',
    note: 'The same with plain texts, for models without a chat template; also read by OpenRLHF.',
    columns: { ...TEXTS, ...EXTRA },
    row: (pair) => ({ ...standard(pair), ...extra(pair) }),
  },
  'trl-margin': {
    title: 'TRL preference with margins',
    note: 'Conversational, with a margin made of stated strengths: RewardTrainer changes its loss by it.',
    columns: { ...MESSAGES, margin: 'number', ...EXTRA },
    row: (pair) => ({ ...conversational(pair), margin: pair.margin, ...extra(pair) }),
  },
  dpo: {
    title: 'DPO',
    note: 'Prompt, chosen and rejected as message lists, and nothing that is not read.',
    columns: { ...MESSAGES, gate: 'string' },
    row: (pair) => ({ ...conversational(pair), gate: pair.gate }),
  },
  hh: {
    title: 'Anthropic HH',
    note: 'Whole transcripts, “Human:” and “Assistant:”, as hh-rlhf has them.',
    columns: { chosen: 'string', rejected: 'string', gate: 'string' },
    row: (pair) => ({
      chosen: `${transcript(pair.prompt)}\n\nAssistant: ${pair.chosen}`,
      rejected: `${transcript(pair.prompt)}\n\nAssistant: ${pair.rejected}`,
      gate: pair.gate,
    }),
  },
  rewardbench: {
    title: 'RewardBench',
    note: 'The shape of RewardBench 1, to evaluate any reward model on these preferences; the subset is the first tag.',
    columns: {
      id: 'string',
      subset: 'string',
      ...TEXTS,
      chosen_model: 'string',
      rejected_model: 'string',
      gate: 'string',
    },
    row: (pair) => ({
      id: pair.id,
      subset: pair.tags[0] ?? 'all',
      ...standard(pair),
      chosen_model: pair.chosenModel ?? 'unknown',
      rejected_model: pair.rejectedModel ?? 'unknown',
      gate: pair.gate,
    }),
  },
} as const satisfies Record<string, ExportFormat>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as [ExportFormatName, ...ExportFormatName[]];

export const exportFormat = (name: ExportFormatName): ExportFormat => EXPORT_FORMATS[name];
