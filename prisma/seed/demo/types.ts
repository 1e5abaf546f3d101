import type { AnnotatorBehaviour } from './simulated-annotator';

/** One turn of the conversation that a prompt consists of; the last turn is always the user's. */
export interface DemoTurn {
  role: 'user' | 'assistant';
  text: string;
}

/** What a response does with the question. It shows in the text, and the latent quality follows from it. */
export type Treatment = 'complete' | 'verbose' | 'terse' | 'hedging' | 'flawed' | 'off-track';

/** A response as its source wrote it, with the quality that the simulated annotators perceive. */
export interface DemoResponse {
  source: string;
  text: string;
  treatment: Treatment;
  /** Latent quality, about −1.5 (refuses) to +1.3 (complete and correct); a label depends on differences only. */
  quality: number;
}

export interface DemoGold {
  answer: 'A' | 'B';
  reason: string;
}

/** What only the simulator may know. It must never reach the annotate page. */
export interface DemoSimulation {
  qualityA: number;
  qualityB: number;
  treatmentA: Treatment;
  treatmentB: Treatment;
}

export interface DemoComparison {
  externalId: string;
  prompt: DemoTurn[];
  responseA: { source: string; text: string };
  responseB: { source: string; text: string };
  /** The topic first, then the kinds: `code`, `table`, `multi-turn`. */
  tags: string[];
  language: 'en';
  gold: DemoGold | null;
  simulation: DemoSimulation;
}

export type DemoChoice = 'A' | 'B' | 'TIE' | 'BOTH_BAD';

export type DemoReason =
  | 'correct'
  | 'complete'
  | 'follows-request'
  | 'clear'
  | 'concise'
  | 'better-code'
  | 'safe';

export interface DemoLabel {
  comparisonExternalId: string;
  annotator: string;
  /** In terms of the stored responses, whatever side they were shown on. */
  choice: DemoChoice;
  /** True when response B stood on the left. */
  shownSwapped: boolean;
  /** 1 slightly, 2 better, 3 much better; null for a tie and for both bad. */
  strength: 1 | 2 | 3 | null;
  rationale: string | null;
  reasons: DemoReason[];
  durationMs: number;
  createdAt: Date;
  /** 1 the first time, 2 for a hidden repeat of the same comparison to the same annotator. */
  round: 1 | 2;
  guidelineVersion: number;
}

export interface DemoPerson {
  key: string;
  name: string;
  email: string;
  role: 'annotator' | 'lead' | 'admin';
  /** Null for people who do not label. */
  behaviour: AnnotatorBehaviour | null;
  /** One sentence for the team page of the demo. */
  about: string;
}

export interface DemoGuidelineVersion {
  version: number;
  title: string;
  /** Markdown with numbered sections. */
  body: string;
  changeNote: string;
  effectiveFrom: Date;
}

export interface DemoSource {
  key: string;
  name: string;
  description: string;
}

export interface DemoScenario {
  seed: number;
  project: { slug: string; name: string; description: string };
  batch: { name: string; targetOverlap: number };
  guidelineVersions: DemoGuidelineVersion[];
  sources: DemoSource[];
  people: DemoPerson[];
  comparisons: DemoComparison[];
  /** In the order in which they were given. */
  labels: DemoLabel[];
}
