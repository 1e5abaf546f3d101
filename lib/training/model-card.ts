import {
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  formatSigned,
} from '#lib/charts/format-figure';
import { CHECKS } from '#lib/gate/policy';
import type { ClusteredMean } from '#lib/reward-model/clustered-mean';
import { CHOICE_WORDS } from './training-choices';
import type { TrainingReport } from './training-report';
import type { RunDetail } from './training-runs';

/**
 * The model card, Markdown with the YAML head that model hubs read: what the model is for and what not, the data and the
 * people behind it, its figures with their intervals, its known faults, and where it comes from, waiver included. Annotators
 * are counted, never named.
 */
export function modelCard(run: RunDetail, report: TrainingReport, slug: string): string {
  const sections = [
    head(run, report, slug),
    `# ${run.model}`,
    run.waived && waiverWarning(report),
    purpose(),
    data(run, report),
    figures(report),
    faults(report),
    training(run, report),
    lineage(run, report, slug),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function head(run: RunDetail, report: TrainingReport, slug: string): string {
  const { value } = report.heldOut.accuracy;
  return [
    '---',
    'library_name: concord',
    'pipeline_tag: text-classification',
    'tags: [reward-model, preference, rlhf]',
    `datasets: [${slug}]`,
    'metrics: [accuracy]',
    'model-index:',
    `- name: ${run.model}`,
    '  results:',
    '  - task: {type: text-classification, name: preference}',
    `    dataset: {type: ${slug}, name: ${JSON.stringify(run.batch.name)}, split: test, revision: ${run.snapshotHash}}`,
    value === null ? '    metrics: []' : `    metrics: [{type: accuracy, value: ${value.toFixed(4)}}]`,
    '---',
  ].join('\n');
}

function waiverWarning({ lineage }: TrainingReport): string {
  const { waiver } = lineage;
  if (!waiver) return '> **Trained under a waiver of the quality gate.**';
  return `> **Trained under a waiver of the quality gate.** ${waiver.requestedBy} asked for waiver ${waiver.number} and ${waiver.signedBy} signed it on ${waiver.signedAt.slice(0, 10)}: “${waiver.reason.replaceAll(/\s+/g, ' ')}” Not passed: ${waiver.waived.map((check) => (CHECKS as Record<string, { name: string }>)[check]?.name ?? check).join(', ')}.`;
}

function purpose(): string {
  return `## What it is for

Diagnosing preference labels, a smoke test of the way from labels to a served model, demo serving. It reads hashed words, word pairs, their meeting with the words of the prompt, and simple features of the text; models of this kind reach 58 to 66 % on pairs judged by people, 5 to 12 points less than a fine-tuned language model.

## What it is not for

* Reinforcement learning of a production model.
* A judge of safety, alone or together with others.
* Facts, mathematics, code and adversarial pairs, where it is near chance.
* Comparing rewards across prompts: only differences between responses to one prompt mean anything.`;
}

function data(run: RunDetail, { data: d, heldOut, lineage: l }: TrainingReport): string {
  const { agreement } = heldOut.people;
  return `## Data and people

| | |
|---|---|
| Batch | ${cell(run.batch.name)} |
| Comparisons | ${formatCount(d.pairs)}${d.prompts ? ` of ${formatCount(d.prompts)} prompts` : ''} |
| Trained on, to stop by, judged by | ${formatCount(d.train)}, ${formatCount(d.validation)}, ${formatCount(d.heldOut)} |
${d.effective ? `| Worth in pairs of equal weight | ${formatCount(d.effective)} |\n` : ''}${d.annotators ? `| Annotators | ${formatCount(d.annotators)} |\n` : ''}| Labels with a side, ties, left out | ${formatCount(d.decisive)}, ${formatCount(d.ties)}, ${formatCount(d.leftOut)} |
| By an adjudicator’s verdict | ${formatCount(d.verdicts ?? 0)} |
| Agreement of two people | ${mean(agreement)} |
${l.guidelines?.length ? `| Labels by guideline version | ${l.guidelines.map((g) => `${g.version ?? 'none'}: ${formatCount(g.labels)}`).join(', ')} |` : ''}`.trimEnd();
}

function figures({ heldOut, folds, diagnosis }: TrainingReport): string {
  const { people, length, calibration } = heldOut;
  const rows: [string, string][] = [
    ['Accuracy', mean(heldOut.accuracy)],
    [`Better length rule (${length.rule ?? '–'} wins)`, mean(length.accuracy)],
    ['Model minus rule, same pairs', mean(length.difference)],
    [`Accuracy, lengths within ${formatPercent(length.matchedWithin ?? 0.1, 0)}`, mean(length.matched)],
    ['Accuracy where the shorter is preferred', mean(length.shorterPreferred)],
    ['Right on single labels', mean(people.modelAgreement)],
    [
      'What a perfect model could reach on them',
      people.ceiling ? `${formatInterval(people.ceiling, 'percent')} %` : 'not known',
    ],
    [
      'Of what people reach with each other; of the most possible',
      `${formatPercent(people.parity, 0)}; ${formatPercent(people.ofCeiling, 0)}`,
    ],
    ['Log loss, nats (a coin has 0.693)', mean(heldOut.logLoss, formatCoefficient)],
    [
      'Expected calibration error',
      calibration
        ? `${formatCoefficient(calibration.expectedError, 3)}; ${formatCoefficient(calibration.errorAfter, 3)} at temperature ${formatCoefficient(calibration.temperature)}`
        : 'needs 200 held-out pairs',
    ],
  ];
  const how = folds
    ? `Each prompt was held out once, in ${folds} folds, from models trained as this one; this one has learned from all prompts.`
    : 'On prompts that it was never trained on.';
  const by =
    heldOut.accuracy.clusteredBy === 'responses' ? 'responses (too few prompts to resample)' : 'prompts';
  return `## Figures

${how} ${formatCount(heldOut.counts.decided)} decided pairs of ${formatCount(heldOut.counts.prompts)} prompts; 95 % intervals over ${by}.

| | |
|---|---|
${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}${slices(diagnosis)}`;
}

function slices(diagnosis: TrainingReport['diagnosis']): string {
  const shown = diagnosis?.slices.filter((slice) => slice.accuracy.value !== null) ?? [];
  if (shown.length === 0) return '';
  return `

| Slice | Pairs | Accuracy | q against the rest |
|---|---|---|---|
${shown.map((s) => `| ${s.kind}: ${cell(s.name)} | ${formatCount(s.accuracy.n)} | ${mean(s.accuracy)} | ${s.q === null ? '–' : s.q.toFixed(3)} |`).join('\n')}`;
}

function faults({ heldOut, diagnosis }: TrainingReport): string {
  const { correlation } = heldOut.length;
  const lines = [
    `* Reward and length: correlation ${formatSigned(correlation.withinPrompt, 2)} within prompts, ${formatSigned(correlation.overall, 2)} over all.`,
    ...(diagnosis?.format ?? [])
      .filter((f) => f.model.value !== null && Math.abs(f.model.value) >= 0.3)
      .map(
        (f) =>
          `* It follows “${f.feature}”: ${formatSigned(f.model.value, 2)} (people ${formatSigned(f.people.value, 2)}).`,
      ),
    ...bestOfNLines(diagnosis),
    '* It never sees which response stood on the left, so its verdict is the same with the sides swapped.',
    '* Its words are hashed: a text can be made that it scores highly for no reason. Watch its traffic.',
  ];
  return `## Known faults\n\n${lines.join('\n')}`;
}

function bestOfNLines(diagnosis: TrainingReport['diagnosis']): string[] {
  const last = diagnosis?.bestOfN?.at(-1);
  if (!last || last.n === 1) return [];
  return [
    `* Best of ${last.n} (at most ${formatCoefficient(last.kl)} nats from the source) wins ${formatPercent(last.won.value)}${last.won.ci95 ? ` (${formatInterval(last.won.ci95, 'percent')})` : ''} of people’s votes; the model expects ${formatPercent(last.believed.value)}.`,
  ];
}

function training({ choices }: RunDetail, report: TrainingReport): string {
  return `## Training

Bradley–Terry loss, soft labels ${CHOICE_WORDS.trust[report.data.trust ?? choices.trust]}; ties ${CHOICE_WORDS.ties[choices.ties]}; margin ${CHOICE_WORDS.margin[choices.margin]}; length control: ${CHOICE_WORDS.lengthControl[choices.lengthControl]}; centring ${choices.centring}. Seed ${report.lineage.seed}, best epoch ${report.bestEpoch} of ${report.history.length} (${report.stoppedBy}), ${formatCount(report.steps)} steps on ${report.backend}, ${Math.round(report.trainedMs / 1000)} s. The same seed on the same backend gives the same weights bit for bit.`;
}

function lineage(run: RunDetail, { lineage: l }: TrainingReport, slug: string): string {
  const rows: [string, string][] = [
    ['Snapshot of the labels (SHA-256)', `\`${run.snapshotHash}\`, up to change ${l.lastSequence}`],
    [
      'Gate decision',
      `${run.decision.number}, ${l.waiver ? `waived (${l.waiver.number})` : run.decision.verdict}, ${run.decision.at.slice(0, 10)}`,
    ],
    ['Signed attestation', `\`GET /api/v1/projects/${slug}/gate?decision=${run.decision.number}\``],
    ['Policy', `${run.decision.policyPreset}, version ${run.decision.policyVersion}`],
    ['Training run', String(run.number)],
    ['Program', l.code ?? 'not recorded'],
  ];
  return `## Where it comes from

| | |
|---|---|
${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}

| Check | Verdict | Measured | Asked |
|---|---|---|---|
${run.decision.checks.map((c) => `| ${CHECKS[c.check].name} | ${c.verdict} | ${c.measured === null ? '–' : formatCoefficient(c.measured, 3)} | ${c.threshold} |`).join('\n')}`;
}

function mean(
  { value, ci95, reason }: ClusteredMean,
  show: (value: number) => string = (v) => formatPercent(v),
): string {
  if (value === null) return `not measured: ${reason ?? 'too few pairs'}`;
  return ci95 ? `${show(value)} (${show(ci95[0])} to ${show(ci95[1])})` : show(value);
}

/** Text from people in a table cell: no line breaks, no cell ends. */
const cell = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
