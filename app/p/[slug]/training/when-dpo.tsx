import { Notice } from '#components/ui/notice';
import { formatCount } from '#lib/charts/format-figure';

/** Comparisons below which a reward model learns little: Gao, Schulman & Hilton 2022, section 3.3. */
const ENOUGH_FOR_A_REWARD_MODEL = 2000;

/** When training the policy on the pairs themselves is the better choice, and why. */
export function WhenDpo({ comparisons }: { comparisons: number }) {
  const few = comparisons < ENOUGH_FOR_A_REWARD_MODEL;
  return (
    <Notice
      title={few ? 'Consider DPO on these labels' : 'Do you need a score that can be used again?'}
      tone="quiet"
    >
      {few ? (
        <p>
          The batch has {formatCount(comparisons)} comparisons. Below about{' '}
          {formatCount(ENOUGH_FOR_A_REWARD_MODEL)} a reward model of any size is barely better than guessing
          (Gao et al. 2022), and a policy that is optimised against it learns its mistakes. DPO trains the
          policy on the pairs directly: no second model to fit, serve or over-optimise. Train a reward model
          all the same when you need its score: to rank responses, to filter data, to diagnose the labels.
        </p>
      ) : (
        <p>
          If one policy is all that these labels are for, DPO trains it on the pairs directly and leaves out a
          model that could be gamed. A reward model is worth its trouble when its score is used again: best of
          N, filtering, a leaderboard, on-policy training.
        </p>
      )}
    </Notice>
  );
}
