/** @internal What the end of a stay may be instead of an instant. */
export const STILL_THERE = ', or undefined or null for who is still there';

/** @internal The stays of one customer in their order, those that overlap or touch made one: it is the first one, prolonged. */
export function joinStays<Stay extends [from: number, to: number, ...rest: unknown[]]>(stays: Stay[]): Stay[] {
  stays.sort(([a], [b]) => a - b);
  const joined: Stay[] = [];
  for (const stay of stays) {
    const last = joined.at(-1);
    if (last === undefined || stay[0] > last[1]) joined.push(stay);
    else last[1] = Math.max(last[1], stay[1]);
  }
  return joined;
}
