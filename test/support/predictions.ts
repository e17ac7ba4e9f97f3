import fc from 'fast-check';
import type {
  BetaGeometricParameters,
  FittedParameters,
  NbdParameters,
  PurchaseHistory,
  TotalPredictionInterval,
} from '../../src/index.js';

/** One who has bought at 30 of 40 and one who has not. */
export const columns = { repeats: [2, 0], lastRepeat: [30, 0], observed: [40, 40], meanValue: [40, 0] };

/** Ordinary parameters and customers: what may become of them is a few hundred purchases at most, each of which is added up. */
export const ordinary = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);
export const customer = (): fc.Arbitrary<PurchaseHistory> =>
  fc
    .tuple(fc.nat(20), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 5, max: 50, noNaN: true }))
    .map(([repeats, share, observed]) => ({ repeats, lastRepeat: repeats === 0 ? 0 : share * observed, observed }));
export const buying = (): fc.Arbitrary<BetaGeometricParameters> =>
  fc.record({ r: ordinary(0.1, 5), alpha: ordinary(2, 30), a: ordinary(0.1, 5), b: ordinary(0.3, 10) });
export const duration = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 50, noNaN: true }));
export const confidence = (): fc.Arbitrary<number> => fc.double({ min: 0.01, max: 0.999, noNaN: true });
export const seed = (): fc.Arbitrary<number> => fc.nat();
/** Standard errors and the correlation of the logarithms of NBD's parameters. */
export const fitted = (): fc.Arbitrary<FittedParameters<NbdParameters>> =>
  fc
    .tuple(
      ordinary(0.1, 5),
      ordinary(2, 30),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    )
    .map(([r, alpha, one, other, rho]) => ({
      parameters: { r, alpha },
      logCovariance: [
        [one * one, rho * one * other],
        [rho * one * other, other * other],
      ],
    }));

export const few = (): fc.Arbitrary<PurchaseHistory[]> => fc.array(customer(), { minLength: 1, maxLength: 6 });

/** Draws as an array, which is compared number by number. */
export const plain = ({ draws, ...rest }: TotalPredictionInterval): object => ({ ...rest, draws: [...draws] });
