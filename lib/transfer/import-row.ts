import type { Conversation } from '#lib/labels/conversation';
import type { AnnotatorKind, Choice } from '#prisma/generated/enums';

/** A comparison as a line of a file gives it. */
export interface ImportedComparison {
  prompt: Conversation;
  responseA: string;
  responseB: string;
  sourceA: string | null;
  sourceB: string | null;
  tags: string[];
  language: string | null;
  meta: Record<string, unknown>;
  goldChoice: Choice | null;
  goldReason: string | null;
}

/** A label as a line of a file gives it: the choice is by the line's own responses A and B. */
export interface ImportedLabel {
  annotator: string;
  /** A person, or a model used as judge; null when the line does not say. */
  kind: AnnotatorKind | null;
  choice: Choice;
  strength: number | null;
  rationale: string | null;
  reasons: string[];
  /** ISO time, UTC; null when the file does not say. */
  labelledAt: string | null;
  activeMs: number | null;
  swapped: boolean | null;
  round: number | null;
}

/** One line, understood: a comparison, a label on a comparison that is known by its id, or both. */
export interface ImportRow {
  externalId: string;
  /** The line gave `chosen` and `rejected`: which of them is response A was decided here. */
  preference: boolean;
  comparison: ImportedComparison | null;
  label: ImportedLabel | null;
}

export interface FieldProblem {
  field: string | null;
  reason: string;
}
