import { isReversed } from '#lib/agreement/orientation';
import { oddsRatioPerDoubling, type PreferenceSlope } from '#lib/annotators/preference-slopes';
import type { AnnotatorDetails, StoredDisagreement, StoredOdds } from '../annotator-row';
import { CATEGORIES } from '../choice-codes';
import { MIRROR } from '../label-table';
import type { Measurement } from '../measurement';

const DISAGREEMENTS_SHOWN = 12;
/** A label that is less probable than this by all labels of its comparison is worth reading again. */
const IMPROBABLE = 0.25;
/** Marks of formatting that the odds are told for: one more heading or list item moves nobody. */
const MARKS = 10;

/** What the page of one annotator shows, by annotator id. */
export function annotatorDetails(measurement: Measurement): Map<string, AnnotatorDetails> {
  const { annotators, consensus: model, table } = measurement;
  const { habits, own } = annotators;
  const q = CATEGORIES.length;
  return new Map(
    annotators.rows.map((row, a) => {
      const present = a < table.annotatorIds.length;
      return [
        String(row.annotatorId),
        {
          row,
          confusion: {
            categories: CATEGORIES,
            rows: present
              ? Array.from({ length: q }, (_, c) => [
                  ...model.confusion.subarray((a * q + c) * q, (a * q + c + 1) * q),
                ])
              : [],
          },
          lengthOdds: odds(habits.lengthSlopes[a], oddsRatioPerDoubling),
          formatOdds: odds(habits.markSlopes[a], (slope) => Math.exp(MARKS * slope)),
          longestRun: habits.runs[a]?.longestRun ?? 0,
          longestRunP: habits.runs[a]?.longestRunP ?? null,
          disagreements: present ? recentDisagreements(measurement, own[a]!) : [],
        },
      ];
    }),
  );
}

function odds(slope: PreferenceSlope | undefined, ratio: (slope: number) => number): StoredOdds {
  return {
    ratio: slope?.slope == null ? null : ratio(slope.slope),
    ci95: slope?.ci95 ? [ratio(slope.ci95[0]), ratio(slope.ci95[1])] : null,
    qValue: slope?.qValue ?? null,
    labels: slope?.labels ?? 0,
  };
}

/** Newest first; in terms of the stored responses, like everything that names a comparison. */
function recentDisagreements(
  { table, labels, facts, consensus, tally }: Measurement,
  own: number[],
): StoredDisagreement[] {
  const { aligned, stored } = table;
  const q = CATEGORIES.length;
  const found: StoredDisagreement[] = [];
  for (let k = own.length - 1; k >= 0 && found.length < DISAGREEMENTS_SHOWN; k--) {
    const at = own[k]!;
    const item = stored.items[at]!;
    const pattern = tally.patterns.ofItem[item]!;
    const isShared = tally.contributions[pattern * tally.layout.width + tally.layout.pairable]! > 0;
    const posterior = consensus.posteriors.subarray(item * q, (item + 1) * q);
    if (!isShared || posterior[aligned.choices[at]!]! > IMPROBABLE) continue;
    let likely = 0;
    for (let c = 1; c < q; c++) if (posterior[c]! > posterior[likely]!) likely = c;
    const { sourceA, sourceB } = facts.comparisons.get(table.comparisonIds[item]!)!;
    const turned = sourceA !== null && sourceB !== null && isReversed(sourceA, sourceB);
    found.push({
      comparisonId: table.comparisonIds[item]!,
      choice: CATEGORIES[stored.choices[at]!]!,
      likely: CATEGORIES[turned ? MIRROR[likely]! : likely]!,
      probability: posterior[likely]!,
      at: new Date(labels.labelledAtMs[table.rows[at]!]!).toISOString(),
    });
  }
  return found;
}
