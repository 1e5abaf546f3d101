import { formatCount, formatFigure, formatInterval } from '#lib/charts/format-figure';
import type { ExportCounts } from './export-counts';
import { type ExportFormatName, exportFormat } from './export-formats';
import type { ExportScope } from './export-scope';
import { SPLITS } from './judged-pairs';

export interface CardFacts {
  project: { name: string; slug: string; simulated: boolean };
  scope: ExportScope;
  format: ExportFormatName;
  counts: ExportCounts;
  license: string;
  languages: string[];
  guidelines: { version: number; title: string; labels: number }[];
  parquet: boolean;
  jsonl: boolean;
}

/** README.md of an exported set: the head that dataset hubs read, and what a reader must know before training on it. */
export function datasetCard(facts: CardFacts): string {
  return `${head(facts)}
# ${facts.project.name}: preference pairs

${banner(facts)}${facts.project.simulated ? '> **Simulated data.** Made by a seeded scenario; no person has labelled it.\n\n' : ''}${collection(facts)}
${gate(facts)}
${biases(facts)}
${splits(facts)}
## Lineage

| what | value |
| --- | --- |
| snapshot (SHA-256 of the labels) | \`${facts.scope.answer.snapshot}\` |
| labels up to change | ${facts.scope.answer.lastSequence} |
| gate decision | ${facts.scope.answer.decision ?? 'asked when exported, not recorded'} |
| policy version | ${facts.scope.answer.policyVersion} |
| attestation | \`attestation.jwt\`, a JSON Web Token signed with EdDSA; keys at \`/.well-known/jwks.json\` of its issuer |
| files with their SHA-256 | \`provenance.json\` |

The attestation is valid for an hour. Before training later, ask the gate again and compare the snapshot.
`;
}

function sizeCategory(n: number): string {
  if (n < 1000) return 'n<1K';
  const steps: [number, string][] = [
    [10_000, '1K<n<10K'],
    [100_000, '10K<n<100K'],
    [1_000_000, '100K<n<1M'],
    [10_000_000, '1M<n<10M'],
  ];
  return steps.find(([limit]) => n < limit)?.[1] ?? 'n>10M';
}

const quoted = (text: string): string => JSON.stringify(text);

function head({ project, scope, counts, license, languages, parquet, format }: CardFacts): string {
  const total = SPLITS.reduce((sum, split) => sum + counts.pairs[split], 0);
  const files = (folder: string, split: string) =>
    parquet ? `${folder}/${split}-*.parquet` : `jsonl/${split}.jsonl`;
  const present = SPLITS.filter((split) => counts.pairs[split] > 0);
  const tags = ['preference', 'rlhf', 'reward-modeling', ...(format === 'hh' ? [] : ['trl'])];
  return `---
pretty_name: ${quoted(project.name)}
license: ${license}
${languages.length ? `language: [${languages.map(quoted).join(', ')}]\n` : ''}annotations_creators: [crowdsourced]
task_categories: [reinforcement-learning]
size_categories: ['${sizeCategory(total)}']
tags: [${[...tags, ...(scope.gate === 'passed' ? [] : [`gate-${scope.gate.replace(' ', '-')}`])].join(', ')}]
configs:
- config_name: default
  default: true
  data_files:
${present.map((split) => `  - split: ${split}\n    path: ${files('data', split)}`).join('\n')}
- config_name: judgements
  data_files: ${parquet ? 'judgements/*.parquet' : 'jsonl/judgements.jsonl'}
---
`;
}

function banner({ scope }: CardFacts): string {
  const { waiver, reasons } = scope.answer;
  if (scope.gate === 'waived')
    return `> **Waived.** The quality gate had not passed. ${waiver!.requestedBy} asked for a waiver and ${waiver!.approvedBy} signed it: “${waiver!.reason}” (until ${waiver!.expiresAt.slice(0, 10)}). Every row says \`"gate": "waived"\`.\n\n`;
  if (scope.gate === 'not passed')
    return `> **Not approved for training.** The quality gate does not let these labels through. Every row says \`"gate": "not passed"\`.\n>\n${reasons.map((reason) => `> - ${reason}\n`).join('')}\n`;
  return '';
}

const collection = ({ counts, guidelines, format, scope }: CardFacts): string => `## How it was collected

${formatCount(counts.labels)} labels by ${formatCount(counts.annotators)} annotators on ${formatCount(counts.comparisons)} comparisons. Sides were drawn anew for each showing; annotators did not see each other’s labels.
${guidelines.length ? `\n| guideline version | title | labels |\n| --- | --- | --- |\n${guidelines.map((g) => `| ${g.version} | ${g.title.replace(/\|/g, '\\|')} | ${formatCount(g.labels)} |`).join('\n')}\n` : ''}
Shape: ${exportFormat(format).title}. ${exportFormat(format).note} \`chosen\` is the side that the soft label prefers; \`target_prob\` is how surely, ${
  scope.choices.trust === 'posterior'
    ? 'by Dawid and Skene’s model of who is right how often'
    : scope.choices.trust === 'weights'
      ? 'as the share of votes, each weighed by its annotator’s errors'
      : 'as the plain share of votes'
}; an adjudicator’s verdict goes before votes (${formatCount(counts.adjudicated)} comparisons). ${formatCount(counts.ties)} comparisons without a side are not among the pairs; their labels are under \`judgements\`.${counts.excluded ? ` ${formatCount(counts.excluded)} labels had been set aside and are not in the snapshot.` : ''}

Annotators are pseudonyms, the same in every export of this project. Rationales and names are not exported.
`;

const gate = ({ scope: { answer } }: CardFacts): string => `## Agreement and the gate

Verdict: **${answer.verdict === 'PASS' ? 'pass' : answer.verdict === 'FAIL' ? 'fail' : 'not enough evidence'}**${answer.waiver ? ', waived' : ''}.

| check | measured | interval | needed | verdict |
| --- | --- | --- | --- | --- |
${answer.checks
  .map(
    ({ check, measured, interval, threshold, verdict }) =>
      `| ${check} | ${measured === null ? 'not measurable' : formatFigure(measured, 'coefficient')} | ${interval ? formatInterval(interval, 'coefficient') : '–'} | ${threshold} | ${verdict.toLowerCase().replace(/_/g, ' ')} |`,
  )
  .join('\n')}
`;

const biases = ({ counts }: CardFacts): string => `## Known biases

- Position: ${counts.leftShare === null ? 'the sides of these labels are not known.' : `${formatFigure(counts.leftShare, 'percent')} of the labels with a side are on the response shown on the left.`}
- Length: not corrected. Compare any model’s accuracy with “the longer response wins” on the same pairs.
`;

const splits = ({ counts, scope }: CardFacts): string => `## Splits

By prompt, never by row: ${SPLITS.map((split) => `${formatCount(counts.pairs[split])} ${split}`).join(', ')} pairs. Seed ${scope.seed}, as ${
  scope.run === null ? 'a training run with this seed' : `training run ${scope.run}`
} splits. A prompt keeps its part when other prompts come or go (from 100 prompts on).
`;
