import { Chip } from '#components/ui/chip';
import { formatCount, formatPercent, formatSigned } from '#lib/charts/format-figure';
import { sigmoid } from '#lib/reward-model/preference-loss';
import type { RewardAnswer } from '#lib/scoring/score-rewards';

/** Responses by reward, each with how probably people prefer it to the best of the others. */
export function RewardTable({ answer }: { answer: RewardAnswer & { responses: string[] } }) {
  const { rewards, responses, temperature, scale } = answer;
  const order = rewards.map((_, i) => i).sort((a, b) => rewards[b]!.reward - rewards[a]!.reward || a - b);
  const beats = (i: number): number | null => {
    const other = order.find((j) => j !== i);
    return other === undefined ? null : sigmoid((rewards[i]!.reward - rewards[other]!.reward) / temperature);
  };
  return (
    <>
      <ol className="grid gap-2">
        {order.map((i, place) => {
          const { reward, normalised } = rewards[i]!;
          return (
            <li className="border-line border-b pb-2 last:border-b-0" key={i}>
              <p className="flex items-center gap-2">
                <b>Response {i + 1}</b>
                {place === 0 && order.length > 1 && <Chip tone="pass">Best of {order.length}</Chip>}
                <span className="ml-auto font-semibold text-lead">{formatSigned(reward)}</span>
              </p>
              <p className="line-clamp-2 text-ink-2">{responses[i]}</p>
              <p className="text-ink-3 text-small">
                {formatSigned(normalised, 2)} SD · preferred to{' '}
                {order.length > 1 ? (
                  <>
                    {place === 0 ? 'the next best' : 'the best'}{' '}
                    <b className="text-ink-2">{formatPercent(beats(i), 0)}</b>
                  </>
                ) : (
                  <>
                    a mean response <b className="text-ink-2">{formatPercent(rewards[i]!.probability, 0)}</b>
                  </>
                )}{' '}
                · {formatCount(responses[i]!.length)} characters
              </p>
            </li>
          );
        })}
      </ol>
      <p className="mt-3 text-ink-3 text-small">
        SD: standard deviations from the mean of {scale.of}. Probabilities:{' '}
        {temperature === 1
          ? 'as the model states them; too few held-out pairs to correct them'
          : `corrected on held-out pairs (temperature ${temperature.toFixed(2)})`}
        .
      </p>
    </>
  );
}
