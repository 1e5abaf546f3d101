'use client';

import { startTransition, useEffect, useState } from 'react';
import { unpacked } from './unpacked';

/** What was read lately, by address: going back to a page shows it at once. A report never changes. */
const read = new Map<string, unknown>();
const MOST_KEPT = 12;

async function readPart(address: string, signal: AbortSignal): Promise<unknown> {
  const answer = await unpacked(await fetch(address, { signal }));
  const part: unknown = await answer.json();
  read.set(address, part);
  if (read.size > MOST_KEPT) read.delete(read.keys().next().value!);
  return part;
}

/**
 * A part of a report that the page does not carry, because it is long: read from an address of its own. While that of a
 * newer report is on its way, the one before stays.
 *
 * @param version of the report that the page was drawn from: of another one the part is asked for again.
 */
export function useReportPart<Part>(address: string, version: number): Part | 'failed' | null {
  const [had, setHad] = useState<{ address: string; part: unknown } | null>(null);
  const wanted = `${address}&report=${version}`;
  useEffect(() => {
    const asking = new AbortController();
    const known = read.get(wanted);
    if (known !== undefined) setHad({ address, part: known });
    else
      readPart(wanted, asking.signal)
        // Hundreds of rows: drawn in between what the reader does.
        .then((part) => startTransition(() => setHad({ address, part })))
        .catch(() => {
          if (!asking.signal.aborted) setHad({ address, part: 'failed' });
        });
    return () => asking.abort();
  }, [address, wanted]);
  return (read.get(wanted) ?? (had?.address === address ? had.part : null)) as Part | 'failed' | null;
}
