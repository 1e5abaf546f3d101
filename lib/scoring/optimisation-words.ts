import { projectAddress } from '#lib/alerts/project-address';
import type { Queryable } from '#lib/db';
import type { WarningSign } from '#lib/reward-model/over-optimisation';

/** The warning as it is kept with the optimisation. */
export interface StoredWarning {
  step: number;
  kl: number;
  sign: WarningSign;
  value: number;
}

/** Why to stop, in a sentence. */
export function stopSentence({ step, kl, sign, value }: StoredWarning): string {
  const here = `At step ${step}, ${kl.toFixed(1)} nats from the reference,`;
  switch (sign) {
    case 'gold':
      return `${here} the reward still rises, but the gold score is about to turn, at an estimated ${value.toFixed(1)} nats. Going on would earn reward and lose quality.`;
    case 'second opinion':
      return `${here} the reward still rises, but models of other annotators are about to turn away, at an estimated ${value.toFixed(1)} nats. What is gained from here on, one model alone believes in.`;
    case 'disagreement':
      return `${here} models of disjoint groups of annotators disagree on these responses by ${value.toFixed(2)} standard deviations more than at the start. They lie where nobody's labels say what is good.`;
    case 'length':
      return `${here} responses are ${Math.round(100 * (Math.exp(value) - 1))} % longer than at the start while the reward rises. Length may be all that is learned.`;
    case 'repetition':
      return `${here} responses repeat themselves: ${Math.round(100 * value)} points more of their word sequences come twice, while the reward rises.`;
  }
}

export async function optimisationAddress(tx: Queryable, projectId: string, name: string): Promise<string> {
  return (await projectAddress(tx, projectId))(`/watching?optimisation=${encodeURIComponent(name)}`);
}
