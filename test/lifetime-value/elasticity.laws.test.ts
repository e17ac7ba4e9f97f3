import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type AcquiredCustomer,
  lifetimeValueElasticities,
  recurringLifetimeValue,
  retentionGain,
} from '../../src/index.js';
import { law } from '../support/law.js';
import { mortalCustomer } from '../support/lifetime-value.js';
import { expectClose } from '../support/predicates.js';

/** Margins and costs of one size: their difference then keeps most of its digits. */
const size = () => fc.double({ min: 1, max: 100, noNaN: true });
const customer = (): fc.Arbitrary<AcquiredCustomer> =>
  fc.tuple(mortalCustomer(size()), size()).map(([c, acquisitionCost]) => ({ ...c, acquisitionCost }));
const net = (c: AcquiredCustomer) => (recurringLifetimeValue(c) as number) - c.acquisitionCost;
const atBreakEven = {
  margin: 1,
  retention: 0.01,
  discountRate: 0.001,
  growth: -0.9999999999999779,
  firstMargin: 'now',
  acquisitionCost: 1,
} as const;
const fields = ['retention', 'margin', 'discountRate', 'acquisitionCost'] as const;

describe('lifetimeValueElasticities', () => {
  law(
    'the slopes are the derivatives: slope(x) = (net(x + h) − net(x − h)) / 2h as h → 0',
    [customer(), fc.constantFrom(...fields)],
    (c, field) => {
      const result = lifetimeValueElasticities(c);
      const x = c[field];
      // Small against what is left until the value diverges or the range ends.
      const h =
        1e-4 *
        Math.min(
          field === 'margin' || field === 'acquisitionCost' ? x : 1,
          x,
          field === 'retention' ? Math.max(1 - x, 0) : field === 'discountRate' ? Math.max(1 - x, 0) : x,
        );
      const room = 1 + c.discountRate - c.retention * (1 + (c.growth ?? 0));
      fc.pre(h > 1e-7 && room > 0.05);
      const at = (value: number) => net({ ...c, [field]: value });
      const numerical = (at(x + h) - at(x - h)) / (2 * h);
      const exact = result?.[field].slope as number;
      expect(Math.abs(numerical - exact)).toBeLessThanOrEqual(
        1e-5 * Math.abs(exact) + (1e-14 * (Math.abs(net(c)) + c.acquisitionCost)) / h,
      );
    },
  );

  law(
    'elasticity is slope by ratio: elasticity = slope · x / net, and there is none of a net of 0',
    [customer(), fc.constantFrom(...fields)],
    (c, field) => {
      const result = lifetimeValueElasticities(c);
      const sensitivity = result?.[field];
      if (result?.netValue === 0) expect(sensitivity?.elasticity).toBe(undefined);
      else {
        expectClose(
          (sensitivity?.elasticity as number) * (result?.netValue as number) + 0,
          (sensitivity?.slope as number) * c[field],
        );
      }
    },
    [[atBreakEven, 'retention']],
  );

  law('the net value is value less cost: net = LTV − CAC', [customer()], (c) => {
    const error = Math.abs((lifetimeValueElasticities(c)?.netValue as number) - net(c));
    expect(error).toBeLessThanOrEqual(1e-12 * (Math.abs(net(c)) + c.acquisitionCost));
  });

  law('value and cost are all of it: elasticity(margin) + elasticity(CAC) = 1', [customer()], (c) => {
    const { netValue, margin, acquisitionCost } = lifetimeValueElasticities(c) ?? {};
    fc.pre(Math.abs(netValue ?? 0) > 1e-3 * c.acquisitionCost);
    expect(Math.abs((margin?.elasticity ?? 0) + (acquisitionCost?.elasticity ?? 0) - 1)).toBeLessThanOrEqual(1e-9);
  });

  law(
    'retention weighs more than discount: −elasticity(i) < elasticity(r) for i ≤ r·(1 + g), a margin now and no cost',
    [customer()],
    (c) => {
      fc.pre(c.discountRate <= c.retention && (c.growth ?? 0) > -1);
      const { retention, discountRate } =
        lifetimeValueElasticities({ ...c, firstMargin: 'now', acquisitionCost: 0 }) ?? {};
      expect(-(discountRate?.elasticity ?? 0)).toBeLessThanOrEqual(retention?.elasticity ?? 0);
    },
  );
});

describe('retentionGain', () => {
  law(
    'it is the difference of two values: gain = LTV(r + p) − LTV(r)',
    [customer(), fc.double({ min: 0, max: 1, noNaN: true })],
    (c, part) => {
      const points = part * (1 - c.retention);
      const retention = c.retention + points;
      const after = recurringLifetimeValue({ ...c, retention });
      const result = retentionGain({ ...c, points });
      if (after === undefined || retention * (1 + (c.growth ?? 0)) > 0.995 * (1 + c.discountRate)) return;
      const before = recurringLifetimeValue(c) as number;
      expectClose(result?.before, before - c.acquisitionCost, 1e-9);
      expect(Math.abs((result?.gain as number) - (after - before))).toBeLessThanOrEqual(
        1e-11 * (after + c.acquisitionCost),
      );
    },
  );

  law('for a few points it is the slope: gain(p) / p → slope as p → 0', [customer()], (c) => {
    const points = 1e-6 * (1 - c.retention);
    fc.pre(points > 1e-9);
    const slope = lifetimeValueElasticities(c)?.retention.slope as number;
    const room = 1 + c.discountRate - c.retention * (1 + (c.growth ?? 0));
    fc.pre(room > 0.05);
    const gain = retentionGain({ ...c, points })?.gain as number;
    const noise = (1e-14 * (Math.abs(net(c)) + 2 * c.acquisitionCost)) / points;
    expect(Math.abs(gain / points - slope)).toBeLessThanOrEqual(1e-4 * slope + noise);
  });

  law(
    'gains and losses are each other’s reverse: gain(r, p) = −gain(r + p, −p)',
    [customer(), fc.double({ min: 0, max: 1, noNaN: true })],
    (c, part) => {
      const points = part * (1 - c.retention);
      const there = retentionGain({ ...c, points });
      fc.pre(there !== undefined);
      const back = retentionGain({ ...c, retention: Math.min(1, c.retention + points), points: -points });
      const room = 1 + c.discountRate - (c.retention + points) * (1 + (c.growth ?? 0));
      fc.pre(room > 1e-3);
      expect(Math.abs((there?.gain ?? 0) + (back?.gain ?? 0))).toBeLessThanOrEqual(
        1e-9 * (Math.abs(there?.after ?? 0) + c.acquisitionCost),
      );
    },
  );

  law(
    'churn is reduced by the points’ share of it: churnReduction = points / (1 − r), 1 where all stay',
    [customer()],
    (c) => {
      fc.pre(c.retention < 1);
      const result = retentionGain({ ...c, points: 1 - c.retention });
      if (result !== undefined) expect(result.churnReduction).toBe(1);
    },
  );
});
