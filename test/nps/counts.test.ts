import { describe, expect, test } from 'vitest';
import { mergeNpsCounts, npsCounts, npsScale } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const none = { promoters: 0, passives: 0, detractors: 0 };

describe('npsCounts', () => {
  test('counts any iterable', () => {
    const counts = { promoters: 2, passives: 1, detractors: 1 };
    const ratings = [10, 9, 8, 3];
    expect(npsCounts(ratings)).toEqual(counts);
    expect(npsCounts(new Set(ratings))).toEqual(counts);
    expect(npsCounts(ratings.values())).toEqual(counts);
    expect(npsCounts(Float32Array.from(ratings))).toEqual(counts);
    expect(npsCounts(Buffer.from(ratings))).toEqual(counts);
    expect(npsCounts(Object.freeze([...ratings]))).toEqual(counts);
  });

  test('no ratings, no counts', () => {
    for (const empty of [[], new Uint8Array(), new Set<number>(), '']) {
      expect(npsCounts(untyped(empty))).toEqual(none);
    }
  });

  test('bytes are counted on scales that do not fit into seven bits, too', () => {
    const bytes = Uint8Array.from([0, 100, 150, 200, 201, 255, 254, 130]);
    const wide = npsScale({ min: -1, max: 300, passiveFrom: 150, promoterFrom: 201 });
    expect(npsCounts(bytes, wide)).toEqual({ promoters: 3, passives: 2, detractors: 3 });
    const negative = npsScale({ min: -5, max: 10, passiveFrom: 7, promoterFrom: 9 });
    expect(npsCounts(Uint8Array.from([0, 6, 7, 8, 9, 10]), negative)).toEqual({
      promoters: 2,
      passives: 2,
      detractors: 2,
    });
    const high = npsScale({ min: 0, max: 200, passiveFrom: 100, promoterFrom: 150 });
    expect(npsCounts(Uint8Array.from([0, 99, 100, 149, 150, 200]), high)).toEqual({
      promoters: 2,
      passives: 2,
      detractors: 2,
    });
    const sevenBits = npsScale({ min: 0, max: 127, passiveFrom: 1, promoterFrom: 127 });
    expect(
      npsCounts(
        Uint8Array.from({ length: 128 }, (_, rating) => rating),
        sevenBits,
      ),
    ).toEqual({
      promoters: 1,
      passives: 126,
      detractors: 1,
    });
  });

  test('many of one kind overflow nothing', () => {
    for (const length of [252, 253, 256, 1019, 100_003]) {
      expect(npsCounts(new Uint8Array(length).fill(10))).toEqual({ promoters: length, passives: 0, detractors: 0 });
      expect(npsCounts(new Uint8Array(length).fill(7))).toEqual({ promoters: 0, passives: length, detractors: 0 });
      expect(npsCounts(new Uint8Array(length))).toEqual({ promoters: 0, passives: 0, detractors: length });
    }
  });

  test('every byte that is off the scale is found, in every lane of a word', () => {
    for (let lane = 0; lane < 4; lane++) {
      for (let byte = 11; byte < 256; byte++) {
        const bytes = new Uint8Array(8);
        bytes[4 + lane] = byte;
        expectError(
          () => npsCounts(bytes),
          `RangeError: npsCounts: ratings[${4 + lane}] must be a whole number from 0 to 10, got ${byte}`,
        );
      }
    }
  });

  test.each([
    [[9, 11], 'RangeError: npsCounts: ratings[1] must be a whole number from 0 to 10, got 11'],
    [[9, 6.5], 'RangeError: npsCounts: ratings[1] must be a whole number from 0 to 10, got 6.5'],
    [[Number.NaN], 'RangeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got NaN'],
    [[9, 9, '9'], 'TypeError: npsCounts: ratings[2] must be a whole number from 0 to 10, got "9"'],
    [[null], 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got null'],
    [[9n], 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got bigint'],
    [[Symbol.iterator], 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got symbol'],
    [BigInt64Array.of(9n), 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got bigint'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
    [[9, , 9], 'TypeError: npsCounts: ratings[1] must be a whole number from 0 to 10, got undefined'],
    ['910', 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got "9"'],
    [new Map([[9, 10]]), 'TypeError: npsCounts: ratings[0] must be a whole number from 0 to 10, got object'],
    [9, 'TypeError: npsCounts: ratings must be iterable, got 9'],
    [null, 'TypeError: npsCounts: ratings must be iterable, got null'],
    [undefined, 'TypeError: npsCounts: ratings must be iterable, got undefined'],
    [{ 0: 9, length: 1 }, 'TypeError: npsCounts: ratings must be iterable, got object'],
    [new DataView(new ArrayBuffer(1)), 'TypeError: npsCounts: ratings must be iterable, got object'],
  ])('refuses %o', (ratings, error) => expectError(() => npsCounts(untyped(ratings)), error));

  test('an error from the iterator comes through as it is, and a bad rating closes the iterator', () => {
    const failure = new Error('the connection was lost');
    let closed = 0;
    function* ratings(last: () => number) {
      try {
        yield 9;
        yield last();
      } finally {
        closed++;
      }
    }
    const lost = () => {
      throw failure;
    };
    expect(() => npsCounts(ratings(lost))).toThrow(failure);
    expect(closed).toBe(1);
    expectError(
      () => npsCounts(ratings(() => 11)),
      'RangeError: npsCounts: ratings[1] must be a whole number from 0 to 10, got 11',
    );
    expect(closed).toBe(2);
  });

  test('the ratings are not changed', () => {
    const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    npsCounts(bytes);
    expect([...bytes]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('mergeNpsCounts', () => {
  test('sums beyond the range of counts are refused, and weights keep their digits', () => {
    const most = { ...none, promoters: 1e15 };
    expectError(
      () => mergeNpsCounts(most, most),
      'RangeError: mergeNpsCounts: the sum of promoters must be from 0 to 1e15, got 2000000000000000',
    );
    const tenths = Array.from({ length: 100_000 }, () => ({ ...none, passives: 0.1 }));
    expect(mergeNpsCounts(...tenths).passives).toBe(10_000);
  });

  test('adds, and of nothing is nothing', () => {
    const a = Object.freeze({ promoters: 1, passives: 2, detractors: 3 });
    expect(mergeNpsCounts(a, a, a)).toEqual({ promoters: 3, passives: 6, detractors: 9 });
    expect(mergeNpsCounts()).toEqual(none);
    expect(a).toEqual({ promoters: 1, passives: 2, detractors: 3 });
  });

  test.each([
    [{ ...none, passives: -1 }, 'RangeError: mergeNpsCounts: counts[1].passives must be from 0 to 1e15, got -1'],
    [{ ...none, promoters: '5' }, 'TypeError: mergeNpsCounts: counts[1].promoters must be from 0 to 1e15, got "5"'],
    [undefined, 'TypeError: mergeNpsCounts: counts[1].promoters must be from 0 to 1e15, got undefined'],
  ])('refuses %j', (counts, error) => expectError(() => mergeNpsCounts(none, untyped(counts)), error));
});
