'use client';

import { useMemo } from 'react';
import { ExportChart } from '#components/chart/export-chart';
import { FunnelChart } from '#components/chart/funnel-chart';
import { PartNotice } from '#components/quality/part-notice';
import { useReportPart } from '#components/quality/use-report-part';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Skeleton } from '#components/ui/skeleton';
import { formatCount, formatInterval, formatPercent } from '#lib/charts/format-figure';
import { prepareFunnel } from '#lib/charts/prepare-funnel';
import type { CrewHabit, CrewHabits } from '#lib/quality/report-parts/crew-habits';

interface HabitKind {
  id: keyof CrewHabits;
  title: string;
  what: string;
  words: (habit: CrewHabit) => string;
}

const HABITS: HabitKind[] = [
  {
    id: 'left',
    title: 'The left side',
    what: 'Share of choices for the left',
    words: ({ pool }) =>
      `${formatCount(pool.count)} left to ${formatCount(pool.of - pool.count)} right; half each is no habit`,
  },
  {
    id: 'longer',
    title: 'The longer response',
    what: 'Share of choices for the longer response',
    words: ({ pool }) => `${formatCount(pool.count)} of ${formatCount(pool.of)} choices between two lengths`,
  },
  {
    id: 'ties',
    title: 'Ties',
    what: 'Share of ties',
    words: ({ pool }) => `${formatCount(pool.count)} ties of ${formatCount(pool.of)} labels`,
  },
  {
    id: 'formatted',
    title: 'The more formatted response',
    what: 'Share of choices for the more formatted response',
    words: ({ pool }) => `${formatCount(pool.count)} of ${formatCount(pool.of)} choices between two layouts`,
  },
];

interface HabitPanelProps {
  /** Where the habits are: apart from the page, because 300 annotators have four each. */
  address: string;
  version: number;
  current?: number;
}

/** Habits of the crew, each as a funnel plot; on the page of one annotator that one is marked. */
export function HabitPanel({ address, version, current }: HabitPanelProps) {
  const habits = useReportPart<CrewHabits>(address, version);
  return (
    <Card
      note="share by number of labels; bands hold 95 % and 99.8 % of what chance alone does"
      title="What is chosen whatever the responses say"
    >
      {habits === 'failed' ? (
        <PartNotice what="The habits" />
      ) : (
        <div aria-busy={habits === null} className="grid gap-x-6 gap-y-5 md:grid-cols-2" data-testid="habits">
          {HABITS.map((one) => (
            <section className="min-h-[250px]" key={one.id}>
              {habits ? (
                <Habit {...one} current={current} habit={habits[one.id]} />
              ) : (
                <>
                  <h3 className="font-semibold">{one.title}</h3>
                  <Skeleton height={200} />
                </>
              )}
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

interface HabitProps extends HabitKind {
  habit: CrewHabit;
  current?: number;
}

function Habit({ id, title, what, words, habit, current }: HabitProps) {
  const drawing = useMemo(
    () =>
      prepareFunnel(
        habit.annotators.map((a) => ({ ...a, current: a.annotatorId === current })),
        habit.centre,
        what,
      ),
    [habit, current, what],
  );
  return (
    <>
      <div className="flex items-start justify-between gap-2">
        <h3 className="font-semibold">
          {title}{' '}
          <span className="font-normal text-ink-2 text-small">
            {formatPercent(habit.pool.value)}
            {habit.pool.ci95 && ` (${formatInterval(habit.pool.ci95, 'percent')})`}
          </span>
        </h3>
        {drawing && (
          <ExportChart alternative={drawing.alternative} name={`habit-${id}`} of={title.toLowerCase()} />
        )}
      </div>
      <p className="mb-1 text-ink-3 text-small">{words(habit)}</p>
      {drawing ? (
        <FunnelChart drawing={drawing} />
      ) : (
        <EmptyState icon="drift" title="Nothing to count">
          No label here chooses between two such responses.
        </EmptyState>
      )}
    </>
  );
}
