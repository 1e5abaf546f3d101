import type { Random } from '#lib/statistics/random';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export const SCENARIO_DAYS = 42;

/**
 * The starts of the working sessions of one annotator over the six weeks that end at `now`: on weekdays, one session
 * a day, most days, between 8 and 17 o'clock UTC. The session of the last day ends before `now`.
 *
 * @returns session starts in time order; never empty.
 */
export function workingSessions(now: Date, random: Random): Date[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const sessions: Date[] = [];
  for (let back = SCENARIO_DAYS; back >= 0; back--) {
    const day = today - back * DAY_MS;
    const weekday = new Date(day).getUTCDay();
    const present = random.next() < 0.85;
    const start = day + 8 * HOUR_MS + random.next() * 6 * HOUR_MS;
    if (weekday === 0 || weekday === 6 || !present) continue;
    if (start + 3 * HOUR_MS < now.getTime()) sessions.push(new Date(start));
  }
  return sessions;
}
