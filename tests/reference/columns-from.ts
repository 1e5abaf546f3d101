import type { LabelColumns } from '#lib/agreement/label-columns';

/** Columns from ratings[item][annotator]; null is a missing label. */
export function columnsFromRatings(
  ratings: readonly (readonly (number | null)[])[],
  categories: readonly number[],
): LabelColumns {
  const items: number[] = [];
  const annotators: number[] = [];
  const choices: number[] = [];
  for (const [item, row] of ratings.entries()) {
    for (const [annotator, rating] of row.entries()) {
      if (rating === null) continue;
      items.push(item);
      annotators.push(annotator);
      choices.push(categories.indexOf(rating));
    }
  }
  return {
    items: Int32Array.from(items),
    annotators: Int32Array.from(annotators),
    choices: Uint8Array.from(choices),
    itemCount: ratings.length,
    annotatorCount: Math.max(...ratings.map((row) => row.length)),
    categoryCount: categories.length,
  };
}

/** Columns of two annotators from their table of counts. */
export function columnsFromTable(table: readonly (readonly number[])[]): LabelColumns {
  const ratings = table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])),
  );
  return columnsFromRatings(ratings, [...table.keys()]);
}

/** Columns from counts[item][category], annotators numbered within each item. */
export function columnsFromCounts(counts: readonly (readonly number[])[]): LabelColumns {
  const ratings = counts.map((row) => row.flatMap((count, c) => Array.from({ length: count }, () => c)));
  return columnsFromRatings(ratings, [...counts[0]!.keys()]);
}
