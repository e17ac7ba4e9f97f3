import fc from 'fast-check';

/**
 * Whole amounts up to a million, zeros among them: rates of return then stay a millionth away from −1, where 1 + rate has
 * ten digits left, which equations need.
 */
const amount = () =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }) },
  );
const receipt = () => fc.integer({ min: 1, max: 1_000_000 });

/** Cash flows: short series, which turn often enough to have several rates, and long ones. */
export const flows = (): fc.Arbitrary<number[]> =>
  fc.oneof(fc.array(amount(), { maxLength: 8 }), fc.array(amount(), { maxLength: 60 }));

/** Outlays, then receipts: flows that turn once. */
export const investment = (): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.array(receipt(), { minLength: 1, maxLength: 5 }), fc.array(receipt(), { minLength: 1, maxLength: 60 }))
    .map(([outlays, receipts]) => [...outlays.map((outlay) => -outlay), ...receipts]);

/** Discount rates, below 0 as well: down to money losing half of its value in a period. */
export const discountRate = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -0.5, max: 1, noNaN: true }));

/** Σ |Cₜ| / (1 + i)^t: what rounding errors are in proportion to. */
export const sizeAt = (list: readonly number[], rate: number): number =>
  list.reduce((total, flow, t) => total + Math.abs(flow) / (1 + rate) ** t, 0);
