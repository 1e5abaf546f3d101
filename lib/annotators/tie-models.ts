/** Log-likelihood of a row of outcomes with its derivatives in x (logit of first over second) and t (the tie effect). */
export interface RowDerivatives {
  logLikelihood: number;
  x: number;
  t: number;
  /** Minus second derivatives. */
  xx: number;
  xt: number;
  tt: number;
}

export type TieModel = 'half' | 'davidson' | 'rao-kupper';

type Derivatives = (
  x: number,
  t: number,
  winsFirst: number,
  winsSecond: number,
  ties: number,
  out: RowDerivatives,
) => void;

/**
 * How ties enter a Bradley–Terry model.
 * half: a tie is half a win for each, no tie effect.
 * davidson (1970): P(tie) proportional to exp(t) times the geometric mean of both strengths.
 * rao-kupper (1967): a difference below the threshold t = ln(eta) > 0 is not seen.
 */
export const TIE_MODELS: Record<TieModel, { hasEffect: boolean; start: number; derivatives: Derivatives }> = {
  half: { hasEffect: false, start: 0, derivatives: half },
  davidson: { hasEffect: true, start: 0, derivatives: davidson },
  'rao-kupper': { hasEffect: true, start: 0.5, derivatives: raoKupper },
};

function half(
  x: number,
  _t: number,
  winsFirst: number,
  winsSecond: number,
  ties: number,
  out: RowDerivatives,
): void {
  const first = winsFirst + ties / 2;
  const n = winsFirst + winsSecond + ties;
  const p = 1 / (1 + Math.exp(-x));
  out.logLikelihood = first * logSigmoid(x) + (n - first) * logSigmoid(-x);
  out.x = first - n * p;
  out.xx = n * p * (1 - p);
  out.t = 0;
  out.xt = 0;
  out.tt = 0;
}

function davidson(
  x: number,
  t: number,
  winsFirst: number,
  winsSecond: number,
  ties: number,
  out: RowDerivatives,
): void {
  const n = winsFirst + winsSecond + ties;
  const most = Math.max(Math.abs(x) / 2, t);
  const a = Math.exp(x / 2 - most);
  const b = Math.exp(-x / 2 - most);
  const c = Math.exp(t - most);
  const sum = a + b + c;
  const lean = (a - b) / sum / 2;
  const tie = c / sum;
  out.logLikelihood = ((winsFirst - winsSecond) * x) / 2 + ties * t - n * (Math.log(sum) + most);
  out.x = (winsFirst - winsSecond) / 2 - n * lean;
  out.t = ties - n * tie;
  out.xx = n * ((1 - tie) / 4 - lean * lean);
  out.xt = -n * tie * lean;
  out.tt = n * tie * (1 - tie);
}

function raoKupper(
  x: number,
  t: number,
  winsFirst: number,
  winsSecond: number,
  ties: number,
  out: RowDerivatives,
): void {
  // P(tie) = (e^{2t} - 1) · sigma(x - t) · sigma(-x - t), so a tie counts on both sides.
  const first = winsFirst + ties;
  const second = winsSecond + ties;
  const u = 1 / (1 + Math.exp(t - x));
  const v = 1 / (1 + Math.exp(t + x));
  const seen = Math.expm1(2 * t);
  out.logLikelihood = first * logSigmoid(x - t) + second * logSigmoid(-x - t) + ties * Math.log(seen);
  out.x = first * (1 - u) - second * (1 - v);
  out.t = -first * (1 - u) - second * (1 - v) + (2 * ties * (seen + 1)) / seen;
  out.xx = first * u * (1 - u) + second * v * (1 - v);
  out.xt = -first * u * (1 - u) + second * v * (1 - v);
  out.tt = out.xx + (4 * ties * (seen + 1)) / (seen * seen);
}

function logSigmoid(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}
