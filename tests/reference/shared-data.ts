import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LabelColumns } from '#lib/agreement/label-columns';
import { alignBySource, choiceMirror, isReversed } from '#lib/agreement/orientation';

export const CATEGORIES = ['A', 'TIE', 'B'];

const folder = path.resolve('../shared/data');

/** Where a file of real annotator data lies beside the checkout; null when it is not there. */
export function sharedFile(name: string): string | null {
  const file = path.join(folder, name);
  return existsSync(file) ? file : null;
}

export interface RealLabels {
  columns: LabelColumns;
  annotatorIds: string[];
  itemIds: string[];
}

/** Reads a JSONL file of preference labels into columns, as written or turned into the order of sources. */
export function readLabels(file: string, orientation: 'presented' | 'canonical'): RealLabels {
  const items = new Map<string, number>();
  const annotators = new Map<string, number>();
  const index = (map: Map<string, number>, key: string) => {
    const known = map.get(key);
    if (known !== undefined) return known;
    map.set(key, map.size);
    return map.size - 1;
  };
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(
      (line) =>
        JSON.parse(line) as {
          item_id: string;
          annotator_id: string;
          choice: string;
          source_a: string;
          source_b: string;
        },
    );
  const choices = Uint8Array.from(rows, (row) => CATEGORIES.indexOf(row.choice));
  const reversed = Uint8Array.from(rows, (row) => (isReversed(row.source_a, row.source_b) ? 1 : 0));
  const mirror = choiceMirror(CATEGORIES)!;
  const columns: LabelColumns = {
    items: Int32Array.from(rows, (row) => index(items, row.item_id)),
    annotators: Int32Array.from(rows, (row) => index(annotators, row.annotator_id)),
    choices: orientation === 'canonical' ? alignBySource(choices, reversed, mirror) : choices,
    itemCount: 0,
    annotatorCount: 0,
    categoryCount: CATEGORIES.length,
  };
  columns.itemCount = items.size;
  columns.annotatorCount = annotators.size;
  return { columns, annotatorIds: [...annotators.keys()], itemIds: [...items.keys()] };
}
