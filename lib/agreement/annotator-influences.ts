import type { MeasureSums } from './agreement-tally';

/** A figure when something is left out of the sums; NaN where it is then undefined. */
export interface FigureWithout {
  /** Without an annotator's labels. */
  without(sums: Float64Array, annotator: number): number;
  /** Without one label of this choice by this annotator. */
  withoutLabel(sums: Float64Array, annotator: number, choice: number): number;
  /** Whether it matters whose label it is; otherwise labels of one cell are worked out once for everybody. */
  personal: boolean;
}

/** What each annotator and each label does to a figure; one entry per annotator who overlaps with another. */
export interface AnnotatorInfluences {
  /** The figure without the annotator. */
  replicates: Float64Array;
  /** Σ over the annotator's labels on items with overlap of (figure without that label − figure)². */
  labelSquares: Float64Array;
  /** How many labels those are. */
  workloads: Float64Array;
  /** Share of all labels on items with overlap that still are so without the annotator. */
  kept: Float64Array;
}

/**
 * The influences on a figure of this value. Labels of one cell are interchangeable, so there are a few dozen figures to
 * work out, not one per label; a label whose absence leaves the figure undefined counts for nothing.
 */
export function annotatorInfluences(
  tally: MeasureSums,
  value: number,
  figure: FigureWithout,
): AnnotatorInfluences {
  const { layout, total, contributions, withoutAnnotator, overlapping } = tally;
  const { starts, cells, times, reduced } = tally.annotatorCells;
  const { width, categoryCount: q } = layout;
  const pairableLabels = (sums: Float64Array) => {
    let labels = 0;
    for (let c = 0; c < q; c++) labels += sums[layout.margin + c]!;
    return labels;
  };
  const people = overlapping.length;
  const influences: AnnotatorInfluences = {
    replicates: new Float64Array(people),
    labelSquares: new Float64Array(people),
    workloads: new Float64Array(people),
    kept: new Float64Array(people),
  };
  const sums = new Float64Array(width);
  const known = new Float64Array(figure.personal ? 0 : reduced.length).fill(Number.NaN);
  const squaredChange = (annotator: number, cell: number): number => {
    const before = Math.floor(cell / q) * width;
    const after = reduced[cell]! * width;
    for (let s = 0; s < width; s++)
      sums[s] = total[s]! + contributions[after + s]! - contributions[before + s]!;
    const change = figure.withoutLabel(sums, annotator, cell % q) - value;
    return Number.isFinite(change) ? change * change : 0;
  };
  for (const [place, annotator] of overlapping.entries()) {
    const rest = withoutAnnotator.subarray(annotator * width, (annotator + 1) * width);
    influences.replicates[place] = figure.without(rest, annotator);
    influences.kept[place] = pairableLabels(rest) / pairableLabels(total);
    for (let k = starts[annotator]!; k < starts[annotator + 1]!; k++) {
      const cell = cells[k]!;
      if (contributions[Math.floor(cell / q) * width + layout.pairable] === 0) continue;
      influences.workloads[place]! += times[k]!;
      let square = figure.personal ? squaredChange(annotator, cell) : known[cell]!;
      if (Number.isNaN(square)) square = known[cell] = squaredChange(annotator, cell);
      influences.labelSquares[place]! += times[k]! * square;
    }
  }
  return influences;
}
