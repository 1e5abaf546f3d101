import type { CheckResult } from '#lib/gate/decide';
import { CHECKS, type CheckId } from '#lib/gate/policy';
import { type FigureKind, formatFigure, formatInterval } from './format-figure';
import type { WhiskerFigures } from './prepare-whisker';

/** A check as the table draws it. */
export interface PreparedCheck {
  id: string;
  verdict: CheckResult['verdict'];
  name: string;
  sentence: string;
  measured: string;
  interval: string;
  whisker: WhiskerFigures & { missing?: string };
  needs: string;
}

const KIND: Record<(typeof CHECKS)[CheckId]['unit'], FigureKind> = {
  coefficient: 'coefficient',
  share: 'percent',
  count: 'count',
};

/** The gate's checks as rows: figures as readers read them, the whisker's numbers, the requirement in words. */
export function prepareChecks(checks: readonly CheckResult[]): PreparedCheck[] {
  return checks.map((check) => {
    const { name, side, unit } = CHECKS[check.check];
    const kind = KIND[unit];
    return {
      id: check.check,
      verdict: check.verdict,
      name,
      sentence: check.sentence,
      measured: formatFigure(check.measured, kind),
      interval: check.exact ? 'exact' : formatInterval(check.interval, kind),
      whisker: {
        value: check.measured,
        interval: check.exact ? null : check.interval,
        threshold: check.threshold,
        required: side === 'least' ? 'above' : 'below',
        bounds: unit === 'share' ? [0, 1] : unit === 'coefficient' ? [-1, 1] : [0, Number.MAX_SAFE_INTEGER],
        missing: 'not measured',
      },
      needs: `${side === 'least' ? '≥' : '≤'} ${formatFigure(check.threshold, kind).replace('.0\u00a0%', '\u00a0%')}`,
    };
  });
}
