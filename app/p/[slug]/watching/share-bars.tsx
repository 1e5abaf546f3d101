import { formatPercent } from '#lib/charts/format-figure';
import type { PopulationStability } from '#lib/reward-model/population-stability';

const HEIGHT = 44;

/** Shares by group of the data, in grey, with the traffic's as bars before them. */
export function ShareBars({ stability, label }: { stability: PopulationStability; label: string }) {
  const { baseline, current } = stability;
  const most = Math.max(...baseline, ...current);
  const wide = 100 / baseline.length;
  const summary = `${label}: shares by group of the data, ${current.map((share, i) => `${formatPercent(share, 0)} for ${formatPercent(baseline[i]!, 0)}`).join(', ')}.`;
  return (
    <svg aria-label={summary} className="block w-full" height={HEIGHT} role="img">
      {baseline.map((share, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups have no other name, and never change places
        <g key={i}>
          <rect
            className="fill-data-soft"
            height={(share / most) * HEIGHT}
            width={`${wide * 0.9}%`}
            x={`${i * wide}%`}
            y={HEIGHT - (share / most) * HEIGHT}
          />
          <rect
            className="fill-accent"
            height={(current[i]! / most) * HEIGHT}
            width={`${wide * 0.45}%`}
            x={`${i * wide + wide * 0.225}%`}
            y={HEIGHT - (current[i]! / most) * HEIGHT}
          />
        </g>
      ))}
    </svg>
  );
}
