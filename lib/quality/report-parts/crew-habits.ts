import { proportion } from '#lib/annotators/proportion';
import type { RateFunnel } from '#lib/annotators/rate-funnel';
import type { StoredShare } from '../annotator-row';
import type { Measurement } from '../measurement';

/** One habit of the whole crew, for a funnel plot. */
export interface CrewHabit {
  centre: number | null;
  /** Of all labels that count for it. */
  pool: StoredShare;
  annotators: {
    annotatorId: number;
    name: string;
    value: number;
    of: number;
    qValue: number | null;
    flagged: boolean;
  }[];
}

export interface CrewHabits {
  left: CrewHabit;
  longer: CrewHabit;
  ties: CrewHabit;
  formatted: CrewHabit;
}

/** How often everyone chooses the left, the longer, the more formatted response, or none. */
export function crewHabits(measurement: Measurement): CrewHabits {
  const { left, longer, ties, formatted } = measurement.annotators.habits;
  return {
    left: habit(measurement, left),
    longer: habit(measurement, longer),
    ties: habit(measurement, ties),
    formatted: habit(measurement, formatted),
  };
}

function habit({ table, facts }: Measurement, funnel: RateFunnel): CrewHabit {
  const count = funnel.annotators.reduce((sum, { rate }) => sum + rate.count, 0);
  const n = funnel.annotators.reduce((sum, { rate }) => sum + rate.n, 0);
  const { value, ci95 } = proportion(count, n);
  return {
    centre: funnel.centre,
    pool: { value, count, of: n, ci95 },
    annotators: funnel.annotators.flatMap(({ rate, qValue, flagged }, a) => {
      const annotatorId = table.annotatorIds[a]!;
      const { name } = facts.annotators.get(annotatorId)!;
      return rate.value === null
        ? []
        : [{ annotatorId, name, value: rate.value, of: rate.n, qValue, flagged }];
    }),
  };
}
