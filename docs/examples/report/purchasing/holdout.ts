import {
  type BetaGeometricParameters,
  bgNbd,
  type FitDiagnosis,
  mbgNbd,
  type NbdParameters,
  nbd,
  type PurchaseHistories,
  type PurchaseModel,
  type SplitHistories,
  splitHistories,
} from 'custometry';
import { DAY } from '../calendar.js';
import type { Purchases } from '../retention/purchases.js';
import { expectedRevenue, outlookOf, sum } from './outlook.js';

/** What a model that saw the first half of the data says of the second one. */
interface Forecast {
  readonly model: string;
  readonly logLikelihood: number;
  readonly diagnosis: FitDiagnosis;
  /** Purchases that it expects in the holdout. */
  readonly purchases: number;
  /** Customers who are still there at the end of the calibration, in expectation. */
  readonly alive: number;
}

/** The best tenth of the customers by what they were expected to bring. */
interface TopDecile {
  readonly customers: number;
  /** Their share of what was expected of all. */
  readonly expected: number;
  /** Their share of what all of them brought; `undefined` if that was nothing. */
  readonly brought: number | undefined;
}

export interface HoldoutTest {
  /** The first instant of the holdout. */
  readonly calibrationEnd: number;
  readonly split: SplitHistories;
  readonly forecasts: readonly Forecast[];
  readonly bought: number;
  readonly topDecile: TopDecile | undefined;
}

/** Fits models to the first half of the data and holds their forecasts against the second half. */
export function testOnHoldout({ rows, firstDay, end }: Purchases): HoldoutTest {
  const calibrationEnd = firstDay + Math.floor((end - firstDay) / DAY / 2) * DAY;
  const split = splitHistories(rows, {
    customer: ({ customer }) => customer,
    time: ({ instant }) => instant,
    value: ({ amount }) => amount,
    calibrationEnd,
    end,
    timeUnit: 'week',
  });
  const { calibration, holdout } = split;
  return {
    calibrationEnd,
    split,
    forecasts: [
      ...forecast<NbdParameters>('NBD', nbd, calibration, holdout.duration),
      ...forecast<BetaGeometricParameters>('BG/NBD', bgNbd, calibration, holdout.duration),
      ...forecast<BetaGeometricParameters>('MBG/NBD', mbgNbd, calibration, holdout.duration),
    ],
    bought: sum(holdout.purchases),
    topDecile: topDecileOf(split),
  };
}

function forecast<Parameters>(
  model: string,
  { fit, expectedPurchases, probabilityAlive }: PurchaseModel<Parameters>,
  histories: PurchaseHistories,
  weeks: number,
): Forecast[] {
  const fitted = fit(histories);
  if (fitted === undefined) return [];
  const { parameters, logLikelihood, diagnosis } = fitted;
  return [
    {
      model,
      logLikelihood,
      diagnosis,
      purchases: sum(expectedPurchases(parameters, histories, { to: weeks })),
      alive: sum(probabilityAlive(parameters, histories)),
    },
  ];
}

function topDecileOf({ calibration, holdout }: SplitHistories): TopDecile | undefined {
  const outlook = outlookOf(calibration);
  if (typeof outlook === 'string') return undefined;
  const expected = expectedRevenue(outlook, holdout.duration);
  const top = topTenth(expected);
  const share = (values: Float64Array): number | undefined => {
    const all = sum(values);
    return all > 0 ? top.reduce((total, i) => total + (values[i] as number), 0) / all : undefined;
  };
  return { customers: top.length, expected: share(expected) ?? 0, brought: share(holdout.value) };
}

/** Who is in the highest tenth, the highest first. */
export function topTenth(values: Float64Array): number[] {
  const order = [...values.keys()].sort((i, j) => (values[j] as number) - (values[i] as number));
  return order.slice(0, Math.ceil(values.length / 10));
}
