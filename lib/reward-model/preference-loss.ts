/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 / (1 + e^−x) without overflow. */
export function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** −q log σ(d) − (1 − q) log σ(−d): the Bradley–Terry loss, in nats, of a reward difference d under the soft label q. */
export function preferenceLoss(difference: number, target: number): number {
  return softplus(difference) - target * difference;
}
