import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeNpsCounts, type NpsCounts, netPromoterScore, npsCategory, npsCounts } from '../../src/index.js';
import { amount, count, npsCountsOf, rating, ratings } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { agreesWith, expectClose, neverFalls, staysWithin, unmovedBy } from '../support/predicates.js';

const responses = ({ promoters, passives, detractors }: NpsCounts) => promoters + passives + detractors;
const scoreOf = (list: readonly number[]) => netPromoterScore(npsCounts(list));
const someCounts = () => npsCountsOf().filter((counts) => responses(counts) > 0);

describe('netPromoterScore', () => {
  law('−100 ≤ NPS ≤ 100, of weighted counts too', [npsCountsOf(amount())], staysWithin(netPromoterScore, -100, 100));

  law(
    'of whole counts, NPS is ±100 exactly when everyone agrees: NPS = 100 ⇔ all are promoters, NPS = −100 ⇔ all are detractors',
    [someCounts()],
    (counts) => {
      expect(netPromoterScore(counts) === 100).toBe(counts.promoters === responses(counts));
      expect(netPromoterScore(counts) === -100).toBe(counts.detractors === responses(counts));
    },
    [[{ promoters: 1e12, passives: 1, detractors: 0 }]],
  );

  law(
    'turning promoters and detractors round negates NPS: NPS(d, p) = −NPS(p, d)',
    [someCounts()],
    ({ promoters, passives, detractors }) => {
      const turned = netPromoterScore({ promoters: detractors, passives, detractors: promoters });
      expectClose(turned, 0 - (netPromoterScore({ promoters, passives, detractors }) as number), 0);
    },
  );

  law(
    'raising a rating never lowers NPS: aᵢ ≤ b ⇒ NPS(a) ≤ NPS(a with b for aᵢ)',
    [ratings().filter((list) => list.length > 0), fc.nat(), rating()],
    (list, at, other) => {
      const index = at % list.length;
      neverFalls(scoreOf, (before) => before.with(index, Math.max(other, list[index] as number)))(list);
    },
  );

  law(
    'NPS of a union is the mean of the scores, weighted by responses: NPS(a ∪ b) = (|a|·NPS(a) + |b|·NPS(b)) / (|a| + |b|)',
    [someCounts(), someCounts()],
    (a, b) => {
      const [na, nb] = [responses(a), responses(b)];
      const weighted = na * (netPromoterScore(a) as number) + nb * (netPromoterScore(b) as number);
      const whole = netPromoterScore(mergeNpsCounts(a, b)) as number;
      expect(Math.abs(whole - weighted / (na + nb))).toBeLessThanOrEqual(1e-12 * 100);
    },
  );

  law(
    'NPS is 100 times the mean of −1, 0, 1: NPS = 100 · mean(value of each respondent)',
    [ratings()],
    agreesWith(scoreOf, (list) => {
      const value = { promoter: 1, passive: 0, detractor: -1 };
      const sum = list.reduce((total, each) => total + value[npsCategory(each)], 0);
      return list.length === 0 ? undefined : (100 * sum) / list.length;
    }),
  );

  law(
    'only the mix matters: NPS(k · counts) = NPS(counts)',
    [npsCountsOf(fc.nat(1_000_000)), fc.integer({ min: 1, max: 1000 })],
    unmovedBy(netPromoterScore, ({ promoters, passives, detractors }, k: number) => ({
      promoters: k * promoters,
      passives: k * passives,
      detractors: k * detractors,
    })),
  );

  law('passives draw NPS towards 0: |NPS(with more passives)| ≤ |NPS|', [someCounts(), count()], (counts, more) => {
    const diluted = netPromoterScore({ ...counts, passives: counts.passives + more }) as number;
    expect(Math.abs(diluted)).toBeLessThanOrEqual(Math.abs(netPromoterScore(counts) as number));
  });
});
