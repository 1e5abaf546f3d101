/**
 * How many degrees of freedom a variance between annotators has when they do not all give as many labels: the
 * geometric mean of two answers, for the truth lies between them. Kish's effective number of annotators less one
 * (1965) hopes that a heavy annotator's many labels speak for themselves; Bell & McCaffrey's (2002), by Satterthwaite
 * from the weights, supposes that the annotator's own habit is all there is, normally spread. With equal workloads both
 * are the number of annotators less one.
 *
 * @param workloads labels of each annotator, all positive, at least two.
 */
export function annotatorDegreesOfFreedom(workloads: ArrayLike<number>): number {
  const annotators = workloads.length;
  let sum = 0;
  for (let a = 0; a < annotators; a++) sum += workloads[a]!;
  // Of the weights w and of the squares d = (w/(1 − w))² that the jackknife gives them: Σ w², Σ d, Σ wd, Σ d², Σ wd², Σ w²d.
  let ww = 0;
  let d1 = 0;
  let wd = 0;
  let dd = 0;
  let wdd = 0;
  let wwd = 0;
  for (let a = 0; a < annotators; a++) {
    const w = workloads[a]! / sum;
    const d = (w / (1 - w)) ** 2;
    ww += w * w;
    d1 += d;
    wd += w * d;
    dd += d * d;
    wdd += w * d * d;
    wwd += w * w * d;
  }
  // Trace and squared trace of the quadratic form Σ d (x − Σ wx)².
  const trace = d1 - 2 * wd + d1 * ww;
  const square = dd - 4 * wdd + 2 * d1 * wwd + 2 * wd * wd + 2 * ww * dd - 4 * d1 * ww * wd + (d1 * ww) ** 2;
  const bellMcCaffrey = (trace * trace) / square;
  const kish = 1 / ww - 1;
  return Math.sqrt(kish * bellMcCaffrey);
}
