import type { AxisTick } from './chart-alternative';

const STEPS = [1, 2, 5, 10];

/** The round step that divides a span into at most `count` parts: 1, 2 or 5 times a power of ten. */
function roundStep(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  return (STEPS.find((step) => step * power * count >= span * (1 - 1e-9)) ?? 10) * power;
}

/**
 * A number axis that ends on round marks and holds [low, high].
 *
 * @param label gets the mark and the decimals that tell neighbouring marks apart, so that no two read alike.
 * @param bounds ends that the quantity cannot pass, such as [0, 1]; the axis stays inside them.
 * @returns domain and marks. A span of zero gets a step of its own to either side. Throws a RangeError when low or high is not finite or low > high.
 */
export function numberAxis(
  low: number,
  high: number,
  label: (value: number, digits: number) => string,
  { count = 5, bounds = [-Infinity, Infinity] as readonly [number, number] } = {},
): { domain: [number, number]; ticks: AxisTick[] } {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) {
    throw new RangeError('numberAxis: low and high must be finite and in order');
  }
  const room = high > low ? 0 : Math.max(Math.abs(high) * 0.1, 0.05);
  const from = Math.max(bounds[0], low - room);
  const to = Math.min(bounds[1], high + room);
  const step = roundStep(Math.max(to - from, 1e-12), count);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // The small tolerance keeps 0.30000000000000004 from costing a whole step.
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return {
    domain: [Math.max(bounds[0], first * step), Math.min(bounds[1], last * step)],
    ticks: ticks
      .filter((at) => at >= bounds[0] - 1e-9 && at <= bounds[1] + 1e-9)
      .map((at) => ({ at, label: label(at, digits) })),
  };
}

const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A UTC day in words, "12 Oct". */
export function formatDay(ms: number): string {
  const day = new Date(ms);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}

/** At most `count` marks on whole days, evenly apart, the first and the last day among them; one mark when it is all one day. */
export function dayTicks(fromMs: number, toMs: number, count = 4): AxisTick[] {
  const days = Math.floor(toMs / DAY_MS) - Math.floor(fromMs / DAY_MS);
  if (days < 1) return [{ at: fromMs, label: formatDay(fromMs) }];
  const parts = Math.max(1, Math.min(count - 1, days));
  return Array.from({ length: parts + 1 }, (_, i) => {
    const at = fromMs + ((toMs - fromMs) * i) / parts;
    return { at, label: formatDay(at) };
  });
}
