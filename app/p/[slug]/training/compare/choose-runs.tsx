import { Button } from '#components/ui/button';
import { Card } from '#components/ui/card';
import { formatPercent } from '#lib/charts/format-figure';

interface ChooseRunsProps {
  slug: string;
  runs: { number: number; model: string; accuracy: number | null }[];
  chosen: number[];
  most: number;
}

/** Which runs: a plain form, so that the choice is in the address and works before the scripts arrive. */
export function ChooseRuns({ slug, runs, chosen, most }: ChooseRunsProps) {
  if (runs.length < 2) return null;
  return (
    <Card note={`up to ${most}`} title="Runs">
      <form action={`/p/${slug}/training/compare`} className="flex flex-wrap items-center gap-x-5 gap-y-2">
        {runs.map((run) => (
          <label className="flex min-h-6 items-center gap-1.5 max-sm:min-h-11" key={run.number}>
            <input
              className="size-4 accent-(--accent)"
              defaultChecked={chosen.includes(run.number)}
              name="run"
              type="checkbox"
              value={run.number}
            />
            Run {run.number}
            <span className="text-ink-3 text-small">{formatPercent(run.accuracy)}</span>
          </label>
        ))}
        <Button size="small" type="submit">
          Compare
        </Button>
      </form>
    </Card>
  );
}
