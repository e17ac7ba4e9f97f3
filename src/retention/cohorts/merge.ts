import { FINITE, refuse, within } from '../../internal/check.js';

/** Summaries can be merged that measure the same: what they measure, as text, against that of the first of them. */
export function requireSameSetting(setting: string, first: string, argument: string, allowed: string): void {
  if (setting !== first) refuse(setting, argument, `of ${allowed}, ${first}`, '', 'string');
}

/** The one end of summaries that are merged, as what is over in one must be over in all; empty ones may have none. */
export function sameEnd(end: number | undefined, other: number | undefined, argument: string): number | undefined {
  if (other !== undefined) within(other, `${argument}.end`, FINITE);
  if (end === undefined || other === undefined || other === end) return end ?? other;
  return refuse(
    other,
    `${argument}.end`,
    `that of the parts before it (${end})`,
    ': give every part the same end when you scan it',
  );
}
