import { createHash } from 'node:crypto';
import { pool } from '#lib/db';
import { ConcordError } from '#lib/errors';
import type { Choice } from '#prisma/generated/enums';
import { type Conversation, readConversation } from './conversation';
import { storedChoice } from './shown-side';

/** A comparison to practise on. Its answer is known and explained, so it is never served as a hidden gold. */
export interface PracticeItem {
  comparisonId: number;
  prompt: Conversation;
  left: string;
  right: string;
  /** How many the person has not answered yet, this one included. */
  remaining: number;
}

/** Sides are drawn once for person and comparison, without a row to keep them in. */
const turned = (annotatorId: number, comparisonId: number): boolean =>
  (createHash('sha256').update(`practice ${annotatorId} ${comparisonId}`).digest()[0]! & 1) === 1;

/** The next practice item that the person has not answered; null when there is none left. */
export async function nextPractice(projectId: string, annotatorId: number): Promise<PracticeItem | null> {
  const { rows } = await pool().query<{
    id: number;
    prompt: unknown;
    response_a: string;
    response_b: string;
    waiting: number;
  }>(
    `SELECT c.id, c.prompt, c.response_a, c.response_b, count(*) OVER ()::int AS waiting FROM comparison c
     WHERE c.project_id = $1 AND c.practice AND c.gold_choice IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM practice_answer p WHERE p.annotator_id = $2 AND p.comparison_id = c.id)
     ORDER BY md5(c.id::text || $2::int) LIMIT 1`,
    [projectId, annotatorId],
  );
  const row = rows[0];
  if (!row) return null;
  const swapped = turned(annotatorId, row.id);
  return {
    comparisonId: row.id,
    prompt: readConversation(row.prompt),
    left: swapped ? row.response_b : row.response_a,
    right: swapped ? row.response_a : row.response_b,
    remaining: row.waiting,
  };
}

/** What a person reads after a practice answer: the known answer by the side they saw, and why. */
export interface PracticeExplanation {
  matched: boolean;
  answer: Choice;
  reason: string;
}

/** Takes an answer on a practice item and explains it. It is no label: no figure, rule or model ever sees it. */
export async function answerPractice(
  projectId: string,
  annotatorId: number,
  input: { comparisonId: number; choice: Choice },
): Promise<PracticeExplanation> {
  const swapped = turned(annotatorId, input.comparisonId);
  const { rows } = await pool().query<{ gold_choice: Choice; gold_reason: string }>(
    `WITH item AS (SELECT id, gold_choice, gold_reason FROM comparison WHERE id = $2 AND project_id = $1 AND practice AND gold_choice IS NOT NULL),
     kept AS (INSERT INTO practice_answer (annotator_id, comparison_id, choice, swapped, matched)
              SELECT $3, id, $4::choice, $5, gold_choice = $4::choice FROM item)
     SELECT gold_choice, gold_reason FROM item`,
    [projectId, input.comparisonId, annotatorId, storedChoice(input.choice, swapped), swapped],
  );
  const row = rows[0];
  if (!row) throw new ConcordError('not_found', 'There is no such practice item in this project.');
  return {
    matched: row.gold_choice === storedChoice(input.choice, swapped),
    answer: storedChoice(row.gold_choice, swapped),
    reason: row.gold_reason,
  };
}
