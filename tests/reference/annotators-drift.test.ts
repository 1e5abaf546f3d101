import { describe, expect, it } from 'vitest';
import { driftPerformance } from './drift-simulation';

/*
 * A short form of the drift bench: fewer annotators, bounds wider by three standard errors of a share. The alarms
 * promised by the run length are 4.9 %; the usual charts give 5 to 18 % when nothing changes and 60 % or more when the
 * work gets harder for everyone.
 */
const TIMEOUT = 180_000;

describe('the drift chart on simulated annotators', () => {
  for (const scenario of ['stable', 'harder'] as const)
    it(
      `alarms about as rarely as promised: ${scenario}`,
      () => {
        const { falseAlarms } = driftPerformance(scenario, 300, 7);
        expect(falseAlarms).toBeGreaterThan(0.01);
        expect(falseAlarms).toBeLessThan(0.09);
      },
      TIMEOUT,
    );

  it(
    'finds someone who starts guessing within 20 labels, at the median',
    () => {
      const { medianDelay, foundWithin500 } = driftPerformance('guessing', 150, 7);
      expect(medianDelay).toBeLessThanOrEqual(20);
      expect(foundWithin500).toBe(1);
    },
    TIMEOUT,
  );

  it(
    'finds someone who guesses a quarter of the time, nine times in ten within 500 labels',
    () => {
      const { foundWithin500 } = driftPerformance('quarter', 150, 7);
      expect(foundWithin500).toBeGreaterThanOrEqual(0.9);
    },
    TIMEOUT,
  );
});
