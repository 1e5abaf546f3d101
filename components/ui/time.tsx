'use client';

import { useSyncExternalStore } from 'react';

export type TimeShape = 'date' | 'date-time' | 'time' | 'relative';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

function absolute(at: Date, shape: TimeShape, utc: boolean): string {
  const [year, month, day, hour, minute] = utc
    ? [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()]
    : [at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()];
  const date = `${day} ${MONTHS[month]} ${year}`;
  const time = `${two(hour)}:${two(minute)}`;
  return shape === 'date' ? date : shape === 'time' ? time : `${date}, ${time}`;
}

function relative(at: Date, now: number): string {
  const seconds = Math.round((now - at.getTime()) / 1000);
  const ahead = seconds < 0;
  const far = Math.abs(seconds);
  if (far < 45) return ahead ? 'in a moment' : 'just now';
  const [count, unit] =
    far < 5400
      ? [Math.max(1, Math.round(far / 60)), 'min']
      : far < 129_600
        ? [Math.round(far / 3600), 'h']
        : [Math.round(far / 86_400), 'd'];
  if (unit === 'd' && (count as number) > 30) return absolute(at, 'date', false);
  return ahead ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}

const listeners = new Set<() => void>();
let beat: ReturnType<typeof setInterval> | undefined;

/** A beat a minute, shared by all times on the page. */
function everyMinute(onChange: () => void) {
  listeners.add(onChange);
  beat ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, 60_000);
  return () => {
    listeners.delete(onChange);
    if (listeners.size > 0) return;
    clearInterval(beat);
    beat = undefined;
  };
}
const minuteNow = () => Math.floor(Date.now() / 60_000);

/**
 * An instant in the reader's own zone. The server and the first client render agree on UTC and say so; the zone comes
 * after that, so the page never mismatches. The exact instant is in the title and in `datetime`.
 */
export function Time({ at, shape = 'date-time' }: { at: string; shape?: TimeShape }) {
  const minute = useSyncExternalStore(everyMinute, minuteNow, () => null);
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <span>unknown time</span>;
  const onServer = minute === null;
  const text = onServer
    ? absolute(instant, shape, true) + (shape === 'date' ? '' : ' UTC')
    : shape === 'relative'
      ? relative(instant, Date.now())
      : absolute(instant, shape, false);
  return (
    <time
      className="whitespace-nowrap"
      dateTime={instant.toISOString()}
      title={`${absolute(instant, 'date-time', true)} UTC`}
    >
      {text}
    </time>
  );
}
