import type { Conversation } from '#lib/labels/conversation';
import type { FieldProblem } from './import-row';
import { fieldPath, messages, prompt as promptField, text } from './row-fields';

/** A preference row with its shared part taken apart from the two responses. */
export interface Preference {
  prompt: Conversation;
  chosen: string;
  rejected: string;
}

const NO_PROMPT: Conversation = [{ role: 'user', content: '' }];

/**
 * Understands the preference rows that TRL defines: `chosen` and `rejected` as text or as message lists, with the prompt
 * given or implicit in what they share. Transcripts with "Human:" and "Assistant:" turns (Anthropic's HH data) become
 * conversations. Text that is shared is cut at a word, so that no response begins in the middle of one.
 */
export function splitPreference(record: {
  prompt?: unknown;
  chosen?: unknown;
  rejected?: unknown;
}): Preference | FieldProblem[] {
  const { chosen, rejected } = record;
  if (typeof chosen === 'string' && typeof rejected === 'string') {
    return splitTexts(record.prompt, chosen, rejected);
  }
  if (Array.isArray(chosen) && Array.isArray(rejected)) return splitMessages(record.prompt, chosen, rejected);
  const problems = [...fieldProblems('chosen', chosen), ...fieldProblems('rejected', rejected)];
  if (problems.length) return problems;
  return [{ field: 'rejected', reason: 'must have the form of chosen: both text, or both message lists' }];
}

function fieldProblems(field: string, value: unknown): FieldProblem[] {
  const result = (typeof value === 'string' ? text : messages).safeParse(value);
  return issuesOf(field, result);
}

type Parsed = { error?: { issues: { path: PropertyKey[]; message: string }[] } };

const issuesOf = (field: string, { error }: Parsed): FieldProblem[] =>
  (error?.issues ?? []).map(({ path, message }) => ({
    field: fieldPath(field, path),
    reason: message,
  }));

function splitTexts(givenPrompt: unknown, chosen: string, rejected: string): Preference | FieldProblem[] {
  const given = givenPrompt === undefined ? undefined : promptField.safeParse(givenPrompt);
  const problems = [
    ...(given ? issuesOf('prompt', given) : []),
    ...fieldProblems('chosen', chosen),
    ...fieldProblems('rejected', rejected),
  ];
  if (chosen === rejected) problems.push({ field: 'rejected', reason: 'is the same as chosen' });
  if (problems.length) return problems;
  if (given?.data) return { prompt: given.data, chosen, rejected };
  const shared = sharedLength(chosen, rejected);
  const transcript = chosen.lastIndexOf(ASSISTANT, shared - ASSISTANT.length);
  if (transcript >= 0 && TRANSCRIPT.test(chosen)) {
    const at = transcript + ASSISTANT.length;
    return {
      prompt: transcriptTurns(chosen.slice(0, transcript)),
      chosen: chosen.slice(at).trim(),
      rejected: rejected.slice(at).trim(),
    };
  }
  const cut = chosen.slice(0, shared).search(/\s+\S*$/);
  if (cut <= 0) return { prompt: NO_PROMPT, chosen, rejected };
  return {
    prompt: [{ role: 'user', content: chosen.slice(0, cut) }],
    chosen: chosen.slice(cut),
    rejected: rejected.slice(cut),
  };
}

const ASSISTANT = '\n\nAssistant:';
const TRANSCRIPT = /^\s*Human:/;

function sharedLength(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

function transcriptTurns(transcript: string): Conversation {
  const turns = transcript.split(/(?:^|\n\n)(Human|Assistant):/).slice(1);
  const conversation: Conversation = [];
  for (let i = 0; i + 1 < turns.length; i += 2) {
    conversation.push({ role: turns[i] === 'Human' ? 'user' : 'assistant', content: turns[i + 1]!.trim() });
  }
  return conversation.length ? conversation : NO_PROMPT;
}

function splitMessages(
  givenPrompt: unknown,
  chosenList: unknown[],
  rejectedList: unknown[],
): Preference | FieldProblem[] {
  const given = givenPrompt === undefined ? undefined : promptField.safeParse(givenPrompt);
  const chosen = messages.safeParse(chosenList);
  const rejected = messages.safeParse(rejectedList);
  const problems = [
    ...(given ? issuesOf('prompt', given) : []),
    ...issuesOf('chosen', chosen),
    ...issuesOf('rejected', rejected),
  ];
  if (!chosen.data || !rejected.data || problems.length) return problems;
  const shared = sharedTurns(chosen.data, rejected.data);
  const answers = { chosen: chosen.data.slice(shared), rejected: rejected.data.slice(shared) };
  for (const field of ['chosen', 'rejected'] as const) {
    const [answer, ...more] = answers[field];
    if (answer?.role !== 'assistant' || more.length) {
      const reason =
        shared === chosen.data.length && shared === rejected.data.length
          ? 'is the same as chosen'
          : 'must be one assistant message after the turns that chosen and rejected share';
      return [{ field: reason.startsWith('is') ? 'rejected' : field, reason }];
    }
  }
  return {
    prompt: wholePrompt(given?.data ?? [], chosen.data.slice(0, shared)),
    chosen: answers.chosen[0]!.content,
    rejected: answers.rejected[0]!.content,
  };
}

function sharedTurns(a: Conversation, b: Conversation): number {
  let n = 0;
  while (n < a.length && n < b.length && sameTurn(a[n]!, b[n]!)) n++;
  return n;
}

const sameTurn = (a: Conversation[number], b: Conversation[number]) =>
  a.role === b.role && a.content === b.content;

/** Some sets repeat the prompt at the head of both lists, some only there, some only beside them. */
function wholePrompt(given: Conversation, shared: Conversation): Conversation {
  const repeated =
    given.length <= shared.length && given.every((turn) => shared.some((s) => sameTurn(s, turn)));
  const turns = repeated ? shared : [...given, ...shared];
  return turns.length ? turns : NO_PROMPT;
}
