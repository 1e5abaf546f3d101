'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { HeatMap } from '#components/chart/heat-map';
import { unpacked } from '#components/quality/unpacked';
import { Notice } from '#components/ui/notice';
import { Skeleton } from '#components/ui/skeleton';
import { type HeatFigure, type HeatPairs, prepareHeatMap } from '#lib/charts/prepare-heat-map';
import { readPairs } from '#lib/charts/read-pairs';

interface MatrixPanelProps {
  /** Where the pairs are; apart from the page, because 300 annotators have a megabyte of them. */
  address: string;
  /** Of the report that the page was drawn from: another one is asked for again. */
  version: number;
  annotators: { id: number; name: string }[];
  order: number[];
  figure: HeatFigure;
  disagreements: string;
  batch: number;
}

export function MatrixPanel({
  address,
  version,
  annotators,
  order,
  figure,
  disagreements,
  batch,
}: MatrixPanelProps) {
  const router = useRouter();
  const [pairs, setPairs] = useState<HeatPairs | 'failed' | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    fetch(`${address}&report=${version}`, { signal: asking.signal })
      .then(unpacked)
      .then((answer) => answer.arrayBuffer())
      .then((bytes) => setPairs(readPairs(bytes)))
      .catch(() => {
        if (!asking.signal.aborted) setPairs('failed');
      });
    return () => asking.abort();
  }, [address, version]);
  const drawing = useMemo(() => {
    if (!pairs || pairs === 'failed') return null;
    // A label may have brought a new annotator between the page and its pairs; the page is read again in a moment.
    const known = pairs.b.every((b) => b < annotators.length);
    return known
      ? prepareHeatMap(
          annotators.map((a) => a.name),
          order,
          pairs,
          { figure },
        )
      : null;
  }, [pairs, annotators, order, figure]);
  if (pairs === 'failed')
    return (
      <Notice live="alert" title="The matrix could not be read" tone="fail">
        Load the page again. The table below has the same figures.
      </Notice>
    );
  if (!drawing)
    return (
      <div aria-busy="true">
        <Skeleton height={320} />
      </div>
    );
  return (
    <HeatMap
      drawing={drawing}
      fileName={`agreement-${figure}-batch-${batch}`}
      label={`Agreement of ${annotators.length} annotators, pair by pair`}
      onOpen={(row, column) => {
        const [a, b] = [drawing.names[row]!, drawing.names[column]!].map(({ at }) => annotators[at]!.id);
        router.push(`${disagreements}?batch=${batch}&a=${a}&b=${b}`);
      }}
    />
  );
}
