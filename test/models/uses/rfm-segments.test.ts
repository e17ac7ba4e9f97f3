import { describe, expect, test } from 'vitest';
import { bgNbd, rfmSegments } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const columns = { recency: [1, 2, 3, 4, 5], frequency: [4, 4, 4, 0, 0], monetary: [10, 20, 30, 40, 50] };

describe('rfmSegments', () => {
  test('scores by hand, with ties', () => {
    const { recency, frequency, monetary, segments } = rfmSegments(columns);
    expect([...recency]).toEqual([5, 4, 3, 2, 1]);
    expect([...frequency]).toEqual([3, 3, 3, 1, 1]);
    expect([...monetary]).toEqual([1, 2, 3, 4, 5]);
    expect(segments[0]).toEqual({ recency: 5, frequency: 3, monetary: 1, customers: 1, modelled: undefined });
    expect(segments).toHaveLength(5);
  });

  test('nobody has no segments', () => {
    const nobody = rfmSegments({ recency: [], frequency: [], monetary: [], modelled: [] });
    expect(nobody.segments).toEqual([]);
    expect(nobody.recency).toHaveLength(0);
  });

  test('who bought often and stopped has a lower score of recency, and it is the model that says what follows', () => {
    const parameters = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
    const histories = { repeats: [20, 2], lastRepeat: [20, 20], observed: [38.86, 38.86] };
    const { segments } = rfmSegments({
      recency: [18.86, 18.86],
      frequency: histories.repeats,
      monetary: [400, 40],
      modelled: bgNbd.expectedPurchases(parameters, histories, { to: 39 }),
    });
    // The better in frequency is expected to buy less.
    expect(segments.map(({ frequency }) => frequency)).toEqual([3, 1]);
    expect(segments[0]?.modelled).toBeLessThan(segments[1]?.modelled as number);
  });

  test('refuses what is no column', () => {
    const ask = (change: object) => () => rfmSegments({ ...columns, ...change });
    expectError(
      () => rfmSegments(untyped(undefined)),
      'TypeError: rfmSegments: recency must be an array or a typed array, got undefined',
    );
    expectError(
      ask({ frequency: [1] }),
      'RangeError: rfmSegments: frequency must have 5 entries, one a customer, got 1',
    );
    expectError(
      ask({ recency: [1, -1, 3, 4, 5] }),
      'RangeError: rfmSegments: recency[1] must be a finite number >= 0, got -1',
    );
    expectError(
      ask({ frequency: [1, 2, 3, 4, -5] }),
      'RangeError: rfmSegments: frequency[4] must be a finite number >= 0, got -5',
    );
    expectError(
      ask({ monetary: [Number.NaN, 2, 3, 4, 5] }),
      'RangeError: rfmSegments: monetary[0] must be a finite number, got NaN',
    );
    expectError(
      ask({ modelled: ['1', 2, 3, 4, 5] }),
      'TypeError: rfmSegments: modelled[0] must be a finite number, got "1"',
    );
    expectError(
      ask({ modelled: null }),
      'TypeError: rfmSegments: modelled must be an array or a typed array, got null',
    );
  });
});
