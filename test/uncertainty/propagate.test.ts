import { describe, expect, test } from 'vitest';
import {
  breakEven,
  dirichletFromCounts,
  distributionMean,
  distributionVariance,
  multinomialFromCounts,
  netPromoterScore,
  outputProbability,
  outputQuantile,
  propagate,
  propagatePlain,
  returnOnInvestment,
  sensitivityIndices,
  tornado,
  type UncertainInput,
  type UncertainOutput,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const uniform = { kind: 'uniform', low: 0, high: 1 } as const;
const normal = { kind: 'normal', mean: 0, standardDeviation: 1 } as const;

describe('propagate', () => {
  test('the product of two normal numbers has the mean and the variance of the textbook', () => {
    const output = propagate(
      ({ a, b }) => a * b,
      {
        a: { kind: 'normal', mean: 10, standardDeviation: 1 },
        b: { kind: 'normal', mean: 5, standardDeviation: 2 },
      },
      { draws: 50_000 },
    );
    expect(Math.abs(output.mean.value - 50)).toBeLessThan(4 * output.mean.standardError);
    const deviation = Math.sqrt(100 * 4 + 25 * 1 + 1 * 4);
    const { value, standardError } = output.standardDeviation;
    expect(Math.abs(value - deviation)).toBeLessThan(4 * standardError);
    expect(standardError).toBeLessThan(0.1);
  });

  test('standard errors are what the figures of other seeds spread by', () => {
    const inputs = { a: normal, b: uniform };
    for (const run of [propagate, propagatePlain]) {
      const outputs = Array.from({ length: 200 }, (_, seed) =>
        run(({ a, b }) => Math.exp(0.3 * a) * b, inputs, { draws: 1000, seed }),
      );
      const compare = (figure: (output: UncertainOutput) => { value: number; standardError: number }) => {
        const figures = outputs.map(figure);
        const mean = figures.reduce((sum, { value }) => sum + value, 0) / figures.length;
        const spread = Math.sqrt(figures.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / figures.length);
        const claimed = figures.reduce((sum, { standardError }) => sum + standardError, 0) / figures.length;
        return claimed / spread;
      };
      for (const figure of [
        (output: UncertainOutput) => output.mean,
        (output: UncertainOutput) => output.standardDeviation,
        (output: UncertainOutput) => output.median,
        (output: UncertainOutput) => output.lower,
        (output: UncertainOutput) => outputProbability(output, (value) => value > 0.8),
      ]) {
        expect(compare(figure)).toBeGreaterThan(0.8);
        expect(compare(figure)).toBeLessThan(1.3);
      }
    }
  });

  test('a Latin hypercube is surer than plain draws of a sum, and never by how the seed falls', () => {
    const inputs = { a: normal, b: normal };
    const stratified = propagate(({ a, b }) => a + b, inputs);
    const plain = propagatePlain(({ a, b }) => a + b, inputs);
    expect(stratified.mean.standardError).toBeLessThan(plain.mean.standardError / 20);
  });

  test('correlation widens a sum and narrows a difference: V = 2 ± 2ρ', () => {
    const rank = 0.6;
    const rho = 2 * Math.sin((Math.PI * rank) / 6);
    const { sum, difference } = propagate(
      ({ a, b }) => ({ sum: a + b, difference: a - b }),
      { a: normal, b: normal },
      { draws: 20_000, correlations: { a: { b: rank }, b: { a: rank } } },
    );
    expect(sum.standardDeviation.value).toBeCloseTo(Math.sqrt(2 + 2 * rho), 2);
    expect(difference.standardDeviation.value).toBeCloseTo(Math.sqrt(2 - 2 * rho), 2);
  });

  test('metrics of the library are models, with the parts of one draw as one input', () => {
    const counts = { promoters: 50, passives: 30, detractors: 20 };
    const result = propagate(
      ({ shares, resample }) => ({ shares: netPromoterScore(shares), resample: netPromoterScore(resample) }),
      { shares: dirichletFromCounts(counts), resample: multinomialFromCounts(counts) },
    );
    // The mean and the variance of 100 (p − d) of a Dirichlet distribution, and of a multinomial one.
    const [p, d, total] = [50.5, 20.5, 101.5];
    expect(result.shares?.mean.value).toBeCloseTo((100 * (p - d)) / total, 1);
    const variance = (p / total + d / total - ((p - d) / total) ** 2) / (total + 1);
    expect(result.shares?.standardDeviation.value).toBeCloseTo(100 * Math.sqrt(variance), 1);
    expect(result.resample?.mean.value).toBeCloseTo(30, 1);
    expect(result.resample?.standardDeviation.value).toBeCloseTo(100 * Math.sqrt((0.7 - 0.09) / 100), 1);
  });

  test('no answer is counted, and left out of the figures', () => {
    const inputs = { cost: { kind: 'empirical', values: [0, 50, 50, 100] } } as const;
    const output = propagate(({ cost }) => returnOnInvestment({ benefit: 100, cost }), inputs, { draws: 2000 });
    expect(output?.unanswered).toBe(500);
    expect(output?.values.length).toBe(1500);
    expect(output?.batches.reduce((sum, size) => sum + size, 0)).toBe(1500);
    expect(output?.mean.value).toBeCloseTo(2 / 3, 12);
    expect(propagate((): number | undefined => undefined, inputs)).toBeUndefined();
    const { never, always } = propagate(
      (): { never: number | undefined; always: number } => ({ never: undefined, always: 1 }),
      inputs,
    );
    expect(never).toBeUndefined();
    expect(always.mean).toEqual({ value: 1, standardError: 0 });
    expect(always.standardDeviation).toEqual({ value: 0, standardError: 0 });
  });

  test('batches take what does not come out even', () => {
    const { values, batches } = propagate(({ x }) => x, { x: uniform }, { draws: 107 });
    expect(values.length).toBe(107);
    expect(batches).toEqual([...Array(7).fill(6), ...Array(13).fill(5)]);
  });

  test('the random numbers are the same for ever', () => {
    const { values } = propagate(({ x }) => x, { x: uniform }, { draws: 100 });
    expect([...values.subarray(0, 5)]).toMatchInlineSnapshot(`
      [
        0.6705935396779351,
        0.3778787873536653,
        0.11372119896699315,
        0.8672919032855319,
        0.4941164836039672,
      ]
    `);
    const other = propagate(({ x }) => x, { x: uniform }, { draws: 100, seed: 2 });
    expect(other.values).not.toEqual(values);
  });

  test('many draws take quick quantiles, and few the exact ones: they agree', () => {
    const x = { kind: 'beta', alpha: 8, beta: 2 } as const;
    for (const draws of [4000, 5000]) {
      const output = propagate((inputs) => inputs.x, { x }, { draws });
      expect(output.mean.value).toBeCloseTo(distributionMean(x), 3);
      expect(output.standardDeviation.value).toBeCloseTo(Math.sqrt(distributionVariance(x)), 3);
    }
  });

  test('names such as __proto__ are ordinary', () => {
    const name = '__proto__';
    const inputs: Record<string, { kind: 'uniform'; low: number; high: number }> = JSON.parse(
      '{ "__proto__": { "kind": "uniform", "low": 1, "high": 2 } }',
    );
    const output = propagate((row) => row[name] as number, inputs);
    expect(output.mean.value).toBeCloseTo(1.5, 4);
  });

  test('progress is told, and ends with 1', () => {
    const told: number[] = [];
    propagate(({ x }) => x, { x: uniform }, { draws: 100, onProgress: (fraction) => told.push(fraction) });
    expect(told).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) / 20));
  });

  test('the inputs of the figures are not changed', () => {
    const output = propagate(({ x }) => x, { x: normal }, { draws: 100 });
    const before = [...output.values];
    const quantile = outputQuantile(output, 0.3);
    expect([...output.values]).toEqual(before);
    expect(output.median).toEqual(outputQuantile(output, 0.5));
    expect(quantile.value).toBeLessThan(output.median.value);
  });

  test('certain and impossible are not claimed: a standard error is at least one draw', () => {
    const output = propagate(({ x }) => x, { x: uniform }, { draws: 200 });
    expect(outputProbability(output, () => true)).toEqual({ value: 1, standardError: 0.005 });
    expect(outputProbability(output, () => false)).toEqual({ value: 0, standardError: 0.005 });
  });
});

describe('bad input', () => {
  const model = ({ x }: { readonly x: number }) => x;
  const inputs = { x: uniform, y: normal, z: normal };
  const refuses = (options: object, error: string) =>
    expectError(() => propagate(model, inputs, options), `RangeError: propagate: ${error}`);

  test('options', () => {
    refuses({ draws: 99 }, 'draws must be a whole number from 100 to 10000000, got 99');
    refuses({ draws: 100.5 }, 'draws must be a whole number from 100 to 10000000, got 100.5');
    refuses({ seed: 0.5 }, 'seed must be a whole number from 0 to 4294967295, got 0.5');
    refuses({ confidence: 1 }, 'confidence must be a fraction above 0 and below 1, got 1');
    expectError(
      () => propagate(model, inputs, untyped<object>(3)),
      'TypeError: propagate: options must be an object, got 3',
    );
    expectError(
      () => propagate(model, inputs, { onProgress: untyped<() => void>(3) }),
      'TypeError: propagate: onProgress must be a function, got 3',
    );
  });

  test('correlations', () => {
    refuses(
      { correlations: { x: { price: 0.5 } } },
      'correlations: name must be an input of one number (x, y, z), got "price"',
    );
    refuses(
      { correlations: { price: { x: 0.5 } } },
      'correlations: name must be an input of one number (x, y, z), got "price"',
    );
    refuses(
      { correlations: { x: { y: 1.5 } } },
      'correlations.x.y must be a number above -1 and below 1, got 1.5: did you mean 0.015?',
    );
    refuses({ correlations: { x: { x: 0.5 } } }, 'correlations.x.x must be 1, got 0.5');
    refuses(
      { correlations: { x: { y: 0.5 }, y: { x: 0.4 } } },
      'correlations.y.x must be that of x and y (0.5), got 0.4',
    );
    refuses(
      { correlations: { x: { y: 0.9, z: 0.9 }, y: { z: -0.9 } } },
      'correlations must be possible together (a positive definite matrix)',
    );
    refuses({ correlations: { x: { y: 1 } } }, 'correlations.x.y must be a number above -1 and below 1, got 1');
    refuses({ correlations: { x: { y: -1 } } }, 'correlations.x.y must be a number above -1 and below 1, got -1');
    refuses(
      { draws: 999, correlations: { x: { y: 0.5, z: 0.5 } } },
      'draws must be at least 1000, and 40 for each correlated input, for correlations (1000), got 999',
    );
    expectError(
      () => propagate(model, inputs, { correlations: untyped<object>(3) }),
      'TypeError: propagate: correlations must be an object, got 3',
    );
    expectError(
      () => propagate(model, inputs, { correlations: { x: untyped<object>(3) } }),
      'TypeError: propagate: correlations.x must be an object, got 3',
    );
  });

  test('models', () => {
    expectError(
      () => propagate(untyped<() => number>(3), inputs),
      'TypeError: propagate: model must be a function, got 3',
    );
    expectError(
      () => propagatePlain(({ x }) => Math.sqrt(x - 2), { x: 1 }),
      'RangeError: propagatePlain: the model must give a finite number, or undefined for no answer, got NaN at draw 0, inputs {"x":1}',
    );
    expectError(
      () => propagate(() => ({ a: 1, b: untyped<number>('3') }), { x: 1 }),
      'TypeError: propagate: the model must give a finite number, or undefined for no answer, got "3" at draw 0, inputs {"x":1}',
    );
    const cause = new Error('no such customer');
    const failing = () => {
      let calls = 0;
      return propagate(
        () => {
          if (++calls > 17) throw cause;
          return 1;
        },
        { x: 2, mix: dirichletFromCounts({ a: 1 }) },
      );
    };
    expectError(
      failing,
      'RangeError: propagate: the model threw at draw 17, inputs {"x":2,"mix":{"a":1}}: no such customer',
    );
    try {
      failing();
    } catch (error) {
      expect((error as Error).cause).toBe(cause);
    }
    expectError(
      () =>
        propagate(
          () =>
            untyped<() => never>(() => {
              throw 'text';
            })(),
          { x: 1 },
        ),
      'RangeError: propagate: the model threw at draw 0, inputs {"x":1}: text',
    );
    expectError(
      () => propagate(model, { x: { kind: 'log-normal', logMean: 300, logStandardDeviation: 1e3 } }),
      'RangeError: propagate: inputs.x is too large to compute with',
    );
  });

  test('outputs', () => {
    expectError(
      () => outputQuantile(untyped<UncertainOutput>([1, 2]), 0.5),
      'TypeError: outputQuantile: output must be an output of propagate, got object',
    );
    expectError(
      () => outputProbability(untyped<UncertainOutput>(undefined), () => true),
      'TypeError: outputProbability: output must be an output of propagate, got undefined',
    );
    const output = propagate(model, inputs, { draws: 100 });
    expectError(
      () => outputQuantile(output, 95),
      'RangeError: outputQuantile: probability must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
    expectError(
      () => outputProbability(output, untyped<() => boolean>(3)),
      'TypeError: outputProbability: condition must be a function, got 3',
    );
  });
});

describe('results and inputs out of the ordinary', () => {
  const inputs = { x: { kind: 'uniform', low: 0, high: 1 }, y: { kind: 'uniform', low: 0, high: 1 } } as const;

  test.each([
    ['a promise', async () => 1],
    ['a Map', () => new Map([['a', 1]])],
    ['nothing', () => ({})],
  ])('%s is no output', (_, model) =>
    expectError(
      () => propagate(untyped<() => number>(model), inputs),
      'TypeError: propagate: output of the model must be a number or an object of numbers (not a promise, nor a Map), got object',
    ),
  );

  test.each([
    ['5', 5],
    ['null', null],
    ['object', { b: 2 }],
  ])('outputs keep their names: then %s', (got, later) => {
    let draw = 0;
    expectError(
      () => propagate(() => (draw++ === 0 ? { a: 1 } : untyped<{ a: number }>(later)), inputs),
      `TypeError: propagate: output at draw 1 must be an object with "a", as at draw 0, got ${got}`,
    );
  });

  test('a draw without an answer leaves all named outputs unanswered', () => {
    let draw = 0;
    const outputs = propagate(() => (draw++ % 4 === 1 ? untyped<{ a: number }>(undefined) : { a: draw }), inputs);
    expect(outputs.a?.unanswered).toBe(2500);
  });

  test('an output whose square is no number is refused, and so no figure is NaN', () => {
    expectError(
      () => propagate(() => 1e308, { x: 1 }),
      'RangeError: propagate: output of the model must be a number from -1e150 to 1e150, got 1e+308 at draw 0, inputs {"x":1}',
    );
    const wide = propagate(({ x }) => 1e150 * (2 * x - 1), { x: inputs.x });
    expect(wide?.standardDeviation.value).toBeCloseTo(1e150 / Math.sqrt(3), -147);
    expect(Number.isFinite(wide?.mean.standardError)).toBe(true);
  });

  test('a spread whose square is too small for a number is one', () => {
    const distinct = (x: UncertainInput) => new Set(propagate(({ x }) => 1e100 * x, { x } as { x: number })?.values);
    expect(distinct({ kind: 'log-normal', logMean: -390, logStandardDeviation: 1 }).size).toBe(10_000);
    expect(distinct({ kind: 'uniform', low: 0, high: 1e-170 }).size).toBe(10_000);
    expect(distinct({ kind: 'empirical', values: [3, 3] }).size).toBe(1);
  });

  test('a model that writes to its inputs changes none', () => {
    const mix = { kind: 'dirichlet', concentrations: { a: 1, b: 1 } } as const;
    const spoiling = (row: { x: number; mix: { a: number } }) => {
      const result = row.x + row.mix.a;
      Object.assign(row, { x: 7, mix: 1 });
      return result;
    };
    const kept = (row: { x: number; mix: { a: number } }) => row.x + row.mix.a;
    const given = { x: inputs.x, mix };
    expect(propagate(spoiling, given)).toEqual(propagate(kept, given));
    expect(tornado(spoiling, given)).toEqual(tornado(kept, given));
    expect(sensitivityIndices(spoiling, given)).toEqual(sensitivityIndices(kept, given));
    const ranges = { x: [-1, 1] } as const;
    expect(breakEven(spoiling, given, { ranges })).toEqual(breakEven(kept, given, { ranges }));
  });

  test('whatever is thrown or put into the inputs, the message can be made', () => {
    expectError(
      () =>
        propagate(
          () => {
            throw Object.create(null);
          },
          { x: 1 },
        ),
      'RangeError: propagate: the model threw at draw 0, inputs {"x":1}: object',
    );
    expectError(
      () =>
        propagate(
          (row) => {
            Object.assign(row, { x: 1n });
            return NaN;
          },
          { x: 1 },
        ),
      'RangeError: propagate: the model must give a finite number, or undefined for no answer, got NaN at draw 0, inputs that cannot be shown',
    );
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`input${i}`, i]));
    try {
      propagate(() => NaN, many);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(1200);
    }
  });

  test('correlations that are undefined are none, and a Map is refused', () => {
    const model = ({ x, y }: { x: number; y: number }) => x + y;
    expect(propagate(model, inputs, { correlations: { x: undefined, y: { x: undefined } } })).toEqual(
      propagate(model, inputs),
    );
    expectError(
      () => propagate(model, inputs, { correlations: untyped<object>(new Map()) }),
      'TypeError: propagate: correlations must be an object, got object',
    );
  });
});
