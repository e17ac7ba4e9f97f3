import {
  MOST_OPPORTUNITIES,
  type OpportunityHistories,
  type OpportunityHistory,
  requireOpportunityHistories,
} from '../../history/opportunity-history.js';
import { isOneHistory, type PurchaseHistories, type PurchaseHistory } from '../../history/purchase-history.js';
import { FRACTION, whole } from '../../internal/check.js';
import type { Clock } from '../purchases/clock.js';
import { type PurchaseKernel, repeatPurchaseModel } from '../purchases/purchase-kernel.js';
import type { OpportunityModel, PosteriorProbabilities } from './opportunity-model.js';

const PERIODS = /* @__PURE__ */ whole(0, 1e9);

/** The histories, checked: their opportunities are for how long customers have been observed. */
function read(subject: OpportunityHistory | OpportunityHistories, caller: string): PurchaseHistory | PurchaseHistories {
  requireOpportunityHistories(subject, caller);
  if (isOneHistory(subject)) {
    return { repeats: subject.repeats, lastRepeat: subject.lastRepeat, observed: subject.opportunities };
  }
  const { repeats, lastRepeat, opportunities: observed, weights } = subject;
  return { repeats, lastRepeat, observed, weights };
}

/** Time that is counted in opportunities to buy. */
const OPPORTUNITIES: Clock<OpportunityHistory, OpportunityHistories> = {
  read,
  time: PERIODS,
  timeFrom: (from) => [from, 1e9, `a whole number from ${from} (from) to 1000000000`, true],
  duration: /* @__PURE__ */ whole(0, MOST_OPPORTUNITIES),
  length: 'opportunities',
  discount: {
    name: 'discountRate',
    endless: [5e-324, 1, 'a fraction above 0 and up to 1'],
    upToHorizon: FRACTION,
    meant: { forceOfInterest: 'discountRate, exp(forceOfInterest) - 1 from one opportunity to the next' },
  },
};

/** @internal The model that a kernel makes, of purchases at opportunities. */
export function opportunityModel<Parameters>(
  kernel: PurchaseKernel<Parameters, PosteriorProbabilities>,
): OpportunityModel<Parameters> {
  const model = repeatPurchaseModel(kernel, OPPORTUNITIES);
  return {
    ...model,
    simulate: (parameters, options) => {
      const { histories, holdout, purchaseRate, dropout, activeUntil } = model.simulate(parameters, options);
      const { repeats, lastRepeat, observed: opportunities } = histories;
      return {
        histories: { repeats, lastRepeat, opportunities },
        holdout,
        purchaseProbability: purchaseRate,
        dropoutProbability: dropout,
        activeUntil,
      };
    },
  };
}
