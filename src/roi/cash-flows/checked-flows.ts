import { FINITE, requireIterable, within } from '../../internal/check.js';

/** The flows one by one, each checked to be a finite number when it is its turn. */
export function checkedFlows(cashFlows: Iterable<number>, caller: string): Iterable<number> {
  requireIterable(cashFlows, `${caller}: cashFlows`);
  return oneByOne(cashFlows, caller);
}

function* oneByOne(cashFlows: Iterable<number>, caller: string): Generator<number> {
  let period = 0;
  for (const flow of cashFlows) {
    if (!Number.isFinite(flow)) within(flow, `${caller}: cashFlows[${period}]`, FINITE);
    period++;
    yield flow;
  }
}
