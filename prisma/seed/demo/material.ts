import type { DemoTurn } from './types';

/**
 * What an author writes for one prompt; `compose-response.ts` makes six responses of it. The parts must fit together:
 * a flawed response puts `related` after `wrong`, so the two may not contradict each other.
 */
export interface PromptMaterial {
  /** Unique within its topic, kebab-case. */
  id: string;
  turns: [DemoTurn, ...DemoTurn[]];
  /** A noun phrase that completes "a question about …". */
  subject: string;
  /** The direct answer, in one to three sentences. */
  core: string;
  /** The whole answer in as few words as will do, worded differently from `core`; right, but without the extras. */
  brief: string;
  /** Three to five facts or steps, whole sentences that read well as a list and as a paragraph. */
  points: [string, string, string, ...string[]];
  /** A Markdown block: code, a table, a worked calculation or a sample text. */
  example?: string;
  /** True when there is no answer without the example (code, a text that was asked for). */
  exampleIsAnswer?: boolean;
  /** One or two true sentences beside the point that neither `wrong` nor `vague` contradicts; else points three and four. */
  related?: [string, ...string[]];
  /** What a thoughtful answer adds at the end. */
  caveat: string;
  /** A confident answer that gets something important wrong, in two or three sentences. */
  wrong: string;
  /** Two or three sentences on the subject that commit to nothing. */
  vague: string;
  /** Two or three sentences that answer a neighbouring question nobody asked. */
  drift: string;
}

/** A topic's prompts. The slug is the tag that its comparisons carry. */
export interface TopicMaterial {
  topic: string;
  prompts: PromptMaterial[];
}

/** A conversation from its texts: the user speaks first, then assistant and user take turns. */
export function ask(first: string, ...rest: string[]): [DemoTurn, ...DemoTurn[]] {
  return [
    { role: 'user', text: first },
    ...rest.map((text, i): DemoTurn => ({ role: i % 2 === 0 ? 'assistant' : 'user', text })),
  ];
}

/** A fenced Markdown block. */
export function code(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}
