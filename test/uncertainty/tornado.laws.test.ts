import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { distributionQuantile, tornado } from '../../src/index.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';
import { distributions } from '../support/uncertainty.js';

const slope = () => fc.integer({ min: -9, max: 9 });

describe('tornado', () => {
  law(
    'bars contain the base where the model is monotone: min(low, high) ≤ base ≤ max(low, high)',
    [distributions(), distributions(), slope(), slope()],
    (x, y, a, b) => {
      const { base, bars } = tornado((inputs) => a * inputs.x + b * inputs.y, { x, y });
      for (const { low, high } of bars) {
        const slack = 1e-12 * (Math.abs(low.output) + Math.abs(high.output) + Math.abs(base));
        expect(Math.min(low.output, high.output)).toBeLessThanOrEqual(base + slack);
        expect(Math.max(low.output, high.output)).toBeGreaterThanOrEqual(base - slack);
      }
    },
  );

  law('the longest bar comes first', [distributions(), distributions(), distributions()], (x, y, z) => {
    const swings = tornado((inputs) => inputs.x + inputs.y - inputs.z, { x, y, z }).bars.map(({ swing }) => swing);
    expect(swings).toEqual(swings.toSorted((a, b) => b - a));
  });

  law(
    'a bar is two calls of the model: with one input at its quantiles, and the others at their medians',
    [
      distributions(),
      distributions(),
      fc.double({ min: 0.01, max: 0.49, noNaN: true }),
      fc.double({ min: 0.51, max: 0.99, noNaN: true }),
    ],
    (x, y, low, high) => {
      const model = (inputs: { readonly x: number; readonly y: number }) => inputs.x - 3 * inputs.y;
      const [middleX, middleY] = [x, y].map((each) => distributionQuantile(each, 0.5)) as [number, number];
      const { base, bars } = tornado(model, { x, y }, { low, high });
      expectClose(base, model({ x: middleX, y: middleY }), 0);
      for (const bar of bars) {
        for (const [end, p] of [
          [bar.low, low],
          [bar.high, high],
        ] as const) {
          const input = distributionQuantile(bar.name === 'x' ? x : y, p);
          expect(end.input).toBe(input);
          expect(end.output).toBe(bar.name === 'x' ? model({ x: input, y: middleY }) : model({ x: middleX, y: input }));
        }
      }
    },
  );
});
