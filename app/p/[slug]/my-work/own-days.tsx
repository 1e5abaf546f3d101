'use client';

import { useSyncExternalStore } from 'react';
import { BarChart } from '#components/chart/bar-chart';
import { prepareLabelsPerDay } from '#lib/charts/prepare-labels-per-day';

const DAYS = 14;
const DAY_MS = 86_400_000;
const never = () => () => {};
const dayOf = (at: number, offsetMinutes: number) =>
  new Date(at - offsetMinutes * 60_000).toISOString().slice(0, 10);

/** One's labels of the last two weeks by day, as the reader's own days are. */
export function OwnDays({ hours, now }: { hours: { from: string; labels: number }[]; now: string }) {
  // The server does not know the reader's zone; the first render agrees with it on UTC.
  const offset = useSyncExternalStore(
    never,
    () => new Date(now).getTimezoneOffset(),
    () => 0,
  );
  const counts = new Map<string, number>();
  for (const { from, labels } of hours) {
    const day = dayOf(Date.parse(from), offset);
    counts.set(day, (counts.get(day) ?? 0) + labels);
  }
  const today = dayOf(Date.parse(now), offset);
  const days = Array.from({ length: DAYS }, (_, at) => {
    const day = new Date(Date.parse(today) - (DAYS - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    return { day, labels: counts.get(day) ?? 0 };
  });
  const drawing = prepareLabelsPerDay(days, today);
  return drawing && <BarChart axis drawing={drawing} height={132} />;
}
