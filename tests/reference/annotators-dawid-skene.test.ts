import { describe, expect, it } from 'vitest';
import { dawidSkene, oneCoin } from '#lib/annotators/dawid-skene';
import { columnsOf } from './annotators-label-columns';
import { cases, expectClose } from './vectors';

interface Case {
  id: string;
  n_items: number;
  n_raters: number;
  n_classes: number;
  labels: number[][];
  tolerance: number;
}
interface ConfusionCase extends Case {
  expected: {
    class_priors: number[];
    confusion: (number[] | null)[][];
    posteriors: number[][];
    log_likelihood: number;
  };
}
interface SkillCase extends Case {
  expected: { class_priors: number[]; skills: number[]; posteriors: number[][] };
}

const tight = { method: 'ml', tolerance: 1e-11, maxPasses: 20_000 } as const;

describe('Dawid–Skene by maximum likelihood equals two independent implementations run to convergence', () => {
  for (const one of cases<ConfusionCase>('dawid-skene')) {
    it(`${one.id}: ${one.labels.length} labels, ${one.n_classes} categories`, () => {
      const q = one.n_classes;
      const model = dawidSkene(columnsOf(one.labels, one.n_items, one.n_raters, q), tight);
      expect(model.converged).toBe(true);
      one.expected.class_priors.forEach((prior, c) => {
        expectClose(model.classPriors[c]!, prior, one.tolerance, `prior ${c}`);
      });
      one.expected.posteriors.forEach((row, item) => {
        row.forEach((value, c) => {
          expectClose(model.posteriors[item * q + c]!, value, one.tolerance, `item ${item}`);
        });
      });
      one.expected.confusion.forEach((matrix, annotator) => {
        matrix.forEach((row, c) => {
          row?.forEach((value, l) => {
            expectClose(
              model.confusion[(annotator * q + c) * q + l]!,
              value,
              one.tolerance,
              `annotator ${annotator}`,
            );
          });
        });
      });
      expectClose(model.logLikelihood, one.expected.log_likelihood, 1e-6, 'log-likelihood');
    });
  }
});

describe('one-coin Dawid–Skene equals two independent implementations', () => {
  for (const one of cases<SkillCase>('one-coin-ds')) {
    it(`${one.id}: ${one.labels.length} labels, ${one.n_classes} categories`, () => {
      const q = one.n_classes;
      const model = oneCoin(columnsOf(one.labels, one.n_items, one.n_raters, q), tight);
      expect(model.converged).toBe(true);
      one.expected.skills.forEach((skill, annotator) => {
        expectClose(model.accuracy[annotator]!, skill, one.tolerance, `skill ${annotator}`);
      });
      one.expected.posteriors.forEach((row, item) => {
        row.forEach((value, c) => {
          expectClose(model.posteriors[item * q + c]!, value, one.tolerance, `item ${item}`);
        });
      });
      one.expected.class_priors.forEach((prior, c) => {
        expectClose(model.classPriors[c]!, prior, one.tolerance, `prior ${c}`);
      });
    });
  }
});

interface Anaesthetists {
  id: string;
  data: { labels_patient_observer_class: number[][] };
  expected: {
    published_2dp: { class_marginals: number[]; observer1: number[] };
    full: {
      class_marginals: number[];
      confusion_observer_true_observed: number[][][];
      log_likelihood?: number;
    };
  };
}

it("Dawid and Skene's anaesthetists: 45 patients, 5 observers, the first three times", () => {
  const one = cases<Anaesthetists>('published-annotators').find(({ id }) => id === 'dawid_skene1979')!;
  const rows = one.data.labels_patient_observer_class.map((row) => row.map((value) => value - 1));
  const model = dawidSkene(columnsOf(rows, 45, 5, 4), tight);
  one.expected.full.class_marginals.forEach((value, c) => {
    expectClose(model.classPriors[c]!, value, 1e-6, `marginal ${c}`);
  });
  one.expected.published_2dp.class_marginals.forEach((value, c) => {
    expectClose(model.classPriors[c]!, value, 0.0051, `printed marginal ${c}`);
  });
  one.expected.full.confusion_observer_true_observed.forEach((matrix, observer) => {
    matrix.forEach((row, c) => {
      row.forEach((value, l) => {
        expectClose(model.confusion[(observer * 4 + c) * 4 + l]!, value, 1e-6, `observer ${observer}`);
      });
    });
  });
  expectClose(model.logLikelihood, -192.8909, 1e-3, 'log-likelihood');
});
