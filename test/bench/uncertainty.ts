import { outputQuantile, propagate, propagatePlain, sensitivityIndices } from 'custometry';
import { quantile } from 'simple-statistics';
import { compare } from './measure.js';

/** Propagation, sensitivity, quantiles. */
export async function uncertainty(): Promise<void> {
  const uncertain = {
    a: { kind: 'normal', mean: 1, standardDeviation: 0.1 },
    b: { kind: 'uniform', low: 0, high: 1 },
    c: { kind: 'triangular', low: 0, likely: 1, high: 4 },
    d: { kind: 'pert', low: 0, likely: 1, high: 4 },
    e: { kind: 'log-normal', logMean: 0, logStandardDeviation: 0.3 },
    f: { kind: 'beta', alpha: 80, beta: 20 },
    g: { kind: 'gamma', shape: 3, scale: 2 },
    h: { kind: 'normal', mean: 5, standardDeviation: 1 },
    i: { kind: 'uniform', low: 2, high: 3 },
    j: { kind: 'beta', alpha: 8, beta: 2 },
  } as const;
  const formula = (x: Readonly<Record<keyof typeof uncertain, number>>) =>
    x.a * x.b + x.c * x.d - x.e * x.f + (x.g * x.h) / x.i + x.j;
  for (const draws of [1_000, 10_000, 100_000, 1_000_000]) {
    await compare(`propagation through a model of ten inputs, ${draws.toLocaleString('en')} draws`, draws, {
      propagate: () => propagate(formula, uncertain, { draws }),
      'propagate, three correlated': () =>
        propagate(formula, uncertain, { draws, correlations: { a: { b: 0.5, c: 0.3 } } }),
      propagatePlain: () => propagatePlain(formula, uncertain, { draws }),
      'sensitivityIndices, 12 calls a draw': () => sensitivityIndices(formula, uncertain, { draws }),
    });
  }

  for (const draws of [10_000, 1_000_000]) {
    const output = propagate(formula, uncertain, { draws });
    const values = Array.from(output.values);
    await compare(`quantiles of ${draws.toLocaleString('en')} draws`, 1, {
      outputQuantile: () => outputQuantile(output, 0.9),
      'simple-statistics: quantile': () => quantile(values, 0.9),
    });
  }
}
