import { beforeAll, describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  compareModels,
  customerLifetimeValueEstimate,
  type GammaGammaParameters,
  gammaGamma,
  holdoutFit,
  type ModelFit,
  mbgNbd,
  nbd,
  type ParetoNbdParameters,
  paretoNbd,
  predictionInterval,
  purchaseCountFit,
  type SplitHistories,
  splitHistories,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
  valueDeciles,
} from '../../src/index.js';
import { CDNOW, cdnowOrders, hasData, note } from '../support/real-data.js';

describe.skipIf(!hasData)(`what models say of CDNOW’s 39 weeks and the next${note}`, () => {
  let split: SplitHistories;
  let spent: number;
  let fit: ModelFit<BetaGeometricParameters>;
  let spend: ModelFit<GammaGammaParameters>;
  beforeAll(() => {
    const orders = cdnowOrders();
    split = splitHistories(orders, { ...CDNOW, calibrationEnd: '1997-10-01', end: '1998-07-01' });
    spent = orders.filter(({ day }) => day >= '1997-10-01').reduce((sum, { dollars }) => sum + dollars, 0);
    fit = bgNbd.fit(split.calibration) as ModelFit<BetaGeometricParameters>;
    spend = gammaGamma.fit(split.calibration) as ModelFit<GammaGammaParameters>;
  });

  test('the models in order: log-likelihoods −9,582.1, −9,582.4, −9,595.0 and −9,763.7', () => {
    const { calibration } = split;
    const table = compareModels([
      { name: 'nbd', fit: nbd.fit(calibration) as NonNullable<ReturnType<typeof nbd.fit>> },
      { name: 'paretoNbd', fit: paretoNbd.fit(calibration) as ModelFit<ParetoNbdParameters> },
      { name: 'bgNbd', fit },
      { name: 'mbgNbd', fit: mbgNbd.fit(calibration) as ModelFit<BetaGeometricParameters> },
    ]);
    expect(table.map(({ name, logLikelihood }) => `${name} ${logLikelihood.toFixed(1)}`)).toEqual([
      'mbgNbd -9582.1',
      'bgNbd -9582.4',
      'paretoNbd -9595.0',
      'nbd -9763.7',
    ]);
    expect(table[1]?.aicDifference).toBeCloseTo(0.587, 3);
  });

  test('the numbers of customers with 0, 1, 2, … repeat purchases fit, but for chance: χ² 10.4 with 6', () => {
    const counts = purchaseCountFit(bgNbd, fit.parameters, split.calibration);
    expect(counts?.counts.map(({ observed }) => observed)).toEqual([1411, 439, 214, 100, 62, 38, 29, 23, 7, 5, 29]);
    expect(counts?.counts[0]?.expected).toBeCloseTo(1407.7, 1);
    expect(counts?.statistic).toBeCloseTo(10.36, 2);
    expect(counts?.degreesOfFreedom).toBe(6);
    expect([counts?.pValue?.lower.toFixed(2), counts?.pValue?.upper.toFixed(2)]).toEqual(['0.11', '0.41']);
  });

  test('in the holdout there were 1,882 purchases, and 1,653 were expected: too few of those who had bought once or twice', () => {
    const table = holdoutFit(bgNbd, fit.parameters, split.calibration, split.holdout);
    expect([table?.actual, table?.expected.toFixed(1)]).toEqual([1882, '1653.4']);
    expect(table?.meanAbsoluteError).toBeCloseTo(0.785, 3);
    expect(table?.rows.map(({ customers }) => customers)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    const shown = (pick: 'expected' | 'actual') => table?.rows.slice(0, 3).map((row) => row[pick]?.toFixed(2));
    expect([shown('expected'), shown('actual')]).toEqual([
      ['0.23', '0.52', '1.04'],
      ['0.24', '0.70', '1.39'],
    ]);
    expect([table?.actualSilent, table?.expectedSilent?.toFixed(1)]).toEqual([1673, '1740.0']);
  });

  test('the absolute error likes a forecast of 0 for everybody nearly as well; the squared one and the log score do not', () => {
    const { calibration, holdout } = split;
    const scores = [bgNbd, mbgNbd, paretoNbd, nbd].map((model) => {
      const fitted = model.fit(calibration) as ModelFit<never>;
      const table = holdoutFit(model as typeof bgNbd, fitted.parameters, calibration, holdout);
      return [table?.meanAbsoluteError, table?.rootMeanSquaredError, table?.meanLogScore].map((n) => n?.toFixed(3));
    });
    expect(scores).toEqual([
      ['0.785', '1.608', '-0.984'],
      ['0.765', '1.607', '-0.982'],
      ['0.755', '1.603', '-0.987'],
      ['1.041', '1.860', '-1.064'],
    ]);
    const naive = holdoutFit(bgNbd, fit.parameters, calibration, holdout)?.naive;
    const shown = [naive?.nothing, naive?.ownRate].map((each) => [
      each?.meanAbsoluteError.toFixed(3),
      each?.rootMeanSquaredError.toFixed(3),
    ]);
    expect(shown).toEqual([
      ['0.798', '2.206'],
      ['1.024', '2.212'],
    ]);
  });

  test('that is no chance, BG/NBD says: its 95% interval of the total ends below; Pareto/NBD’s does not', () => {
    const { calibration, holdout } = split;
    const { duration } = holdout;
    const total = totalPurchasesPredictionInterval(bgNbd, fit, calibration, { duration });
    // A draw more or less at the ends, on an engine whose logarithms round otherwise.
    expect(Math.abs(total.lower - 1457)).toBeLessThan(10);
    expect(Math.abs(total.upper - 1845)).toBeLessThan(10);
    expect(total.upper).toBeLessThan(1882);
    expect(total.parameterShare?.toFixed(2)).toBe('0.54');
    const other = paretoNbd.fit(calibration) as ModelFit<ParetoNbdParameters>;
    const wide = totalPurchasesPredictionInterval(paretoNbd, other, calibration, { duration, draws: 400 });
    expect(wide.lower).toBeLessThan(1500);
    expect(wide.upper).toBeGreaterThan(1882);
  });

  test('of single customers 97% lie within their intervals of 95%', () => {
    const { calibration, holdout } = split;
    const { lower, upper } = predictionInterval(bgNbd, fit, calibration, { duration: holdout.duration });
    const inside = Array.from(holdout.purchases).filter(
      (count, i) => count >= (lower[i] as number) && count <= (upper[i] as number),
    );
    expect((inside.length / 2357).toFixed(3)).toBe('0.972');
    // By the model 98.4% should, as counts come in steps: 37 outside, and there are 66, all of them above.
    const outside = (i: number): number => {
      const [repeats, lastRepeat, observed] = [calibration.repeats, calibration.lastRepeat, calibration.observed].map(
        (column) => column[i] as number,
      ) as [number, number, number];
      let probability = 1;
      for (let count = lower[i] as number; count <= (upper[i] as number); count++) {
        const one = { repeats, lastRepeat, observed };
        probability -= bgNbd.conditionalPurchaseCountProbability(fit.parameters, one, count, {
          duration: holdout.duration,
        });
      }
      return probability;
    };
    expect(upper.reduce((sum, _, i) => sum + outside(i), 0).toFixed(1)).toBe('37.0');
    expect(upper.filter((limit, i) => (holdout.purchases[i] as number) > limit)).toHaveLength(66);
    expect(Math.max(...upper)).toBe(42);
  });

  test('the money of the holdout, $70,976, lies above the interval, too', () => {
    const total = totalSpendPredictionInterval(split.calibration, {
      purchases: { model: bgNbd, fit },
      spend: { model: gammaGamma, fit: spend },
      duration: split.holdout.duration,
      draws: 400,
    });
    expect(total?.value).toBeCloseTo(59_931.6, 0);
    expect(Math.abs((total?.lower as number) / 51_800 - 1)).toBeLessThan(0.03);
    expect(Math.abs((total?.upper as number) / 68_800 - 1)).toBeLessThan(0.03);
    expect(spent).toBeCloseTo(70_976.39, 2);
  });

  test('at 15% a year and a margin of 30% they are worth $73,109, give or take a quarter; half of it is the best tenth’s', () => {
    const worth = customerLifetimeValueEstimate(split.calibration, {
      purchases: { model: bgNbd, fit },
      spend: { model: gammaGamma, fit: spend },
      margin: 0.3,
      forceOfInterest: Math.log(1.15) / 52.18,
    });
    expect(worth?.total.value).toBeCloseTo(73_109, 0);
    expect(worth?.total.lower).toBeCloseTo(55_046, 0);
    expect(worth?.total.upper).toBeCloseTo(97_100, 0);
    expect(valueDeciles(worth?.values ?? []).deciles[0]?.share?.toFixed(3)).toBe('0.523');
    expect(worth?.values[0]?.toFixed(2)).toBe('38.31');
    expect(worth?.lower[0]?.toFixed(2)).toBe('29.68');
    expect(worth?.upper[0]?.toFixed(2)).toBe('49.45');
  });
});
