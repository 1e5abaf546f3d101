import { RunStateChip } from '#components/training/run-state-chip';
import { Card } from '#components/ui/card';
import { Link } from '#components/ui/link';
import { Time } from '#components/ui/time';
import type { Leaderboard } from '#lib/scoring/leaderboard';

interface BoardListProps {
  base: string;
  boards: Leaderboard[];
  shown: number | null;
}

/** What was scored before. */
export function BoardList({ base, boards, shown }: BoardListProps) {
  if (boards.length === 0) return null;
  return (
    <Card padded={false} title="Leaderboards">
      <ul className="pb-2">
        {boards.map((board) => (
          <li className="border-line border-b px-4 py-2 last:border-b-0" key={board.number}>
            <p className="flex flex-wrap items-center gap-2">
              <Link
                aria-current={board.number === shown ? 'true' : undefined}
                className="font-medium text-accent-text hover:underline"
                href={`${base}?board=${board.number}`}
              >
                {board.number} · {board.name}
              </Link>
              {board.state !== 'SUCCEEDED' && <RunStateChip state={board.state} />}
            </p>
            <p className="text-ink-3 text-small">
              {board.batch ? 'stored' : 'posted'} · {board.model} · <Time at={board.at} shape="relative" />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
