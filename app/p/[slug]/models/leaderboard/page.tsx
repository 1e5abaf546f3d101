import { RangeBars } from '#components/chart/range-bars';
import { SaveRangeBars } from '#components/chart/save-range-bars';
import { ActionForm } from '#components/ui/action-form';
import { Card } from '#components/ui/card';
import { EmptyState } from '#components/ui/empty-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { SelectField } from '#components/ui/select-field';
import { SubmitButton } from '#components/ui/submit-button';
import { pageActor } from '#lib/access/page-actor';
import { formatCount, formatSigned } from '#lib/charts/format-figure';
import { prepareRangeBars } from '#lib/charts/prepare-range-bars';
import { reportPart } from '#lib/quality/report-part';
import type { SourceFigures } from '#lib/quality/report-parts/sources';
import { type Leaderboard, leaderboards } from '#lib/scoring/leaderboard';
import { rewardModels } from '#lib/scoring/reward-models';
import { withBatches } from '../../project-batches';
import { askForLeaderboard } from '../actions';
import { BoardList } from './board-list';
import { StandingTable } from './standing-table';

export const metadata = { title: 'Leaderboard' };

interface PageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ board?: string }>;
}

/** One standard across sources: the same reward model scores them all, beside the ranking by people. */
export default async function LeaderboardPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const [actor, all] = await withBatches(pageActor('reward:score', slug), slug);
  const [boards, models] = await Promise.all([
    leaderboards(actor.project.id),
    rewardModels(actor.project.id),
  ]);
  if (!models.length) {
    return (
      <EmptyState icon="model" page title="No reward model yet">
        A leaderboard needs one: the first run that passes the gate makes it.
      </EmptyState>
    );
  }
  const wanted = Number((await searchParams).board) || undefined;
  const board = boards.find((b) => b.number === wanted) ?? boards.find((b) => b.result) ?? boards[0];
  const people = await rankingByPeople(board, all);
  return (
    <>
      <PageHeader {...answer(board)} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[minmax(0,1fr)_minmax(280px,340px)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {board?.error && <Notice title={board.error} tone="fail" />}
          {board?.result?.learned && (
            <Notice title="The model has learned from these very prompts" tone="nee">
              It likes what its labels liked, so this repeats the ranking by people more than it tests it.
            </Notice>
          )}
          {board?.result && <Standings board={board} people={people} />}
        </div>
        <div className="grid gap-3">
          <Card note="the worker scores every stored response that names its source" title="Score a batch">
            <ActionForm action={askForLeaderboard} done="Leaderboard {n} is being scored." hidden={{ slug }}>
              <SelectField
                label="Batch"
                name="batch"
                options={all.map((b) => ({ value: String(b.number), label: b.name }))}
              />
              <SelectField
                label="Reward model"
                name="model"
                options={models.map(({ name }) => ({ value: name, label: name }))}
              />
              <div>
                <SubmitButton pendingLabel="Asking …">Score sources</SubmitButton>
              </div>
            </ActionForm>
            <p className="mt-3 text-ink-3 text-small">
              Outputs that are not here:{' '}
              <code className="break-all">POST /api/v1/projects/{slug}/leaderboards</code>
            </p>
          </Card>
          <BoardList base={`/p/${slug}/models/leaderboard`} boards={boards} shown={board?.number ?? null} />
        </div>
      </div>
    </>
  );
}

function Standings({ board, people }: { board: Leaderboard; people: SourceFigures | null }) {
  const result = board.result!;
  const bars = prepareRangeBars(
    result.sources.map((row) => ({
      name: row.source,
      role: 'model' as const,
      value: row.reward.value,
      interval: row.reward.ci95,
    })),
    'signed',
    [-10, 10],
    2,
  );
  return (
    <>
      <Card
        actions={
          bars && (
            <SaveRangeBars drawing={bars} name={`leaderboard-${board.number}`} of="mean reward by source" />
          )
        }
        note="normalised, 95 % for new prompts like these; 0 is the mean of held-out responses"
        title="Mean reward"
      >
        {bars && <RangeBars caption="Mean reward by source" drawing={bars} />}
      </Card>
      <StandingTable people={people?.sources ?? []} rows={result.sources} />
    </>
  );
}

async function rankingByPeople(
  board: Leaderboard | undefined,
  all: { id: string; number: number }[],
): Promise<SourceFigures | null> {
  const batch = all.find((b) => b.number === board?.batch?.number);
  return batch ? ((await reportPart(batch.id, 'sources'))?.data ?? null) : null;
}

function answer(board: Leaderboard | undefined): { title: string; lead: string } {
  if (!board)
    return {
      title: 'Nothing is scored yet',
      lead: 'Score the stored responses of a batch, or post outputs.',
    };
  if (!board.result)
    return {
      title:
        board.state === 'FAILED'
          ? `Leaderboard ${board.number} failed`
          : `Leaderboard ${board.number} is being scored`,
      lead: `${board.name}, by ${board.model}.`,
    };
  const [first, second] = board.result.sources;
  const { responses, prompts, basis, leftOut } = board.result;
  const sure = first?.reward.ci95 && second?.reward.ci95 && first.reward.ci95[0] > second.reward.ci95[1];
  const asked =
    basis === 'all prompts'
      ? `all ${formatCount(prompts)} prompts`
      : `${formatCount(prompts)} ${basis === 'posted' ? 'posted' : 'held-out'} prompts`;
  const lead = `${board.model} on ${board.name}: ${formatCount(responses)} responses to ${asked}${leftOut ? `, ${formatCount(leftOut)} left out` : ''}.${second && first ? ` ${first.source} ${formatSigned(first.reward.value, 2)}, ${second.source} ${formatSigned(second.reward.value, 2)}.` : ''}`;
  return {
    title: sure
      ? `${first!.source} has the highest reward`
      : `${first?.source ?? 'No source'} leads, but not for sure`,
    lead,
  };
}
