import { describe, expect, test } from 'vitest';
import { compareModels } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const nested = { parameters: { r: 1, alpha: 1 }, logLikelihood: -1003, customers: 500 };
const full = { parameters: { r: 1, alpha: 1, a: 1, b: 1 }, logLikelihood: -1000, customers: 500 };

describe('compareModels', () => {
  test('by hand', () => {
    const [best, other] = compareModels([
      { name: 'nested', fit: nested },
      { name: 'full', fit: full },
    ]);
    expect([best?.name, best?.aic, other?.aic, other?.aicDifference]).toEqual(['full', 2008, 2010, 2]);
    expectClose(best?.akaikeWeight, 1 / (1 + Math.exp(-1)));
    expectClose(best?.bicDifference, 2 * Math.log(500) - 6);
    expect(other?.bicDifference).toBe(0);
    expect(compareModels([])).toEqual([]);
  });

  test('refuses what is no fit', () => {
    const ask = (fit: unknown) => () => compareModels([{ name: 'a', fit: full }, untyped({ name: 'b', fit })]);
    const name = 'compareModels: fits[1].fit';
    expectError(() => compareModels(untyped({})), 'TypeError: compareModels: fits must be an array, got object');
    expectError(ask(undefined), `TypeError: ${name}.parameters must be an object, got undefined`);
    expectError(
      ask({ ...full, logLikelihood: Number.NaN }),
      `RangeError: ${name}.logLikelihood must be a finite number, got NaN`,
    );
    expectError(ask({ ...full, customers: 0 }), `RangeError: ${name}.customers must be a finite number > 0, got 0`);
    expectError(
      ask({ ...full, customers: 5 }),
      `RangeError: ${name}.customers must be 500, as of the first fit, got 5`,
    );
  });
});
