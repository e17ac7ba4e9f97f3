import fc from 'fast-check';
import type { Lifetime, SurvivalCurve, SurvivalTable } from '../../src/index.js';

/** A lifetime with nothing left out. */
export type FullLifetime = Required<Lifetime> & {
  readonly event: boolean;
  readonly weight: number;
  readonly entry: number;
};

/**
 * Durations with many ties and with none. Below a million, so that times scaled by any factor and areas under the curve
 * neither overflow nor underflow.
 */
const duration = (): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({ min: 0, max: 8 }),
    fc.integer({ min: 0, max: 1000 }),
    fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  );

/** From the start, with weight 1: what most data are. */
export const plainLifetime = (): fc.Arbitrary<FullLifetime> =>
  fc.record({ duration: duration(), event: fc.boolean(), weight: fc.constant(1), entry: fc.constant(0) });

/** Nobody censored. */
export const wholeLifetime = (): fc.Arbitrary<FullLifetime> => plainLifetime().map((one) => ({ ...one, event: true }));

/** Also with whole weights (so that sums of them are exact), and with late entry. */
export const lifetime = (): fc.Arbitrary<FullLifetime> =>
  fc
    .tuple(plainLifetime(), fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, 0, 0.25, 0.5, 0.9))
    .map(([one, weight, share]) => ({
      ...one,
      weight,
      entry: Number.isInteger(one.duration) ? Math.floor(share * one.duration) : share * one.duration,
    }));

export const lifetimes = (one: fc.Arbitrary<FullLifetime> = lifetime()): fc.Arbitrary<FullLifetime[]> =>
  fc.array(one, { maxLength: 40, size: 'max' });

export const confidence = (): fc.Arbitrary<number> => fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** Rows of the weight that they have, one by one. */
export const repeated = (rows: readonly FullLifetime[]): FullLifetime[] =>
  rows.flatMap((row) => Array.from({ length: row.weight }, () => ({ ...row, weight: 1 })));

/** Who is at risk at a time: those who came under observation before it and have not gone before it. */
export const atRiskAt = (rows: readonly FullLifetime[], time: number): number =>
  totalWeight(rows.filter((row) => (row.entry < time || row.entry === 0) && row.duration >= time));

/** Who leaves at a time. */
export const leavingAt = (rows: readonly FullLifetime[], time: number): number =>
  totalWeight(rows.filter((row) => row.event && row.duration === time));

export const totalWeight = (rows: readonly FullLifetime[]): number =>
  rows.reduce((total, { weight }) => total + weight, 0);

/** The times at which somebody leaves, rising. */
export const eventTimesOf = (rows: readonly FullLifetime[]): number[] =>
  [...new Set(rows.filter(({ event, weight }) => event && weight > 0).map((row) => row.duration))].toSorted(
    (a, b) => a - b,
  );

/** The survival at each step, for comparing whole curves. */
export const survivals = ({ steps }: SurvivalCurve): number[] => steps.map(({ survival }) => survival);

/** The table with all times multiplied. */
export const stretched = (table: SurvivalTable, k: number): SurvivalTable => ({
  times: table.times.map((row) => ({ ...row, time: k * row.time })),
});
