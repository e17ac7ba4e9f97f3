import { type NpsMixShift, npsMixShift } from 'custometry';
import type { Counts } from '../data.js';
import { change, fineChange, interval, orNone, paragraph, percent, points, probability, table } from '../format.js';
import { countsIn, distinct, regionOf } from './counts-periods.js';

/** The change of the total, split by region: from the first period with a total to the last, and over the last two. */
export function mixBlocks(
  data: Counts,
  periods: readonly string[],
): { readonly inShort: string | undefined; readonly body: readonly string[] } {
  const spans = [
    [periods[0], periods.at(-1)],
    [periods.at(-2), periods.at(-1)],
  ].slice(0, periods.length > 2 ? 2 : 1);
  const shifts = spans.flatMap(([from, to]) => {
    if (from === undefined || to === undefined || from === to) return [];
    const shift = npsMixShift(countsIn(data, from, regionOf), countsIn(data, to, regionOf));
    return shift === undefined ? [] : [{ from, to, shift }];
  });
  const [whole] = shifts;
  if (whole === undefined) {
    return { inShort: undefined, body: [paragraph('A split by region takes two periods with a total.')] };
  }
  return {
    inShort: `Of the change from ${whole.from} to ${whole.to}, ${change(whole.shift.within)} points are in the scores of the regions (rate) and ${change(whole.shift.mix)} in their mix.`,
    body: [
      ...shifts.flatMap(({ from, to, shift }) => [
        `By region, what moved the NPS of all responses from ${from} to ${to}:`,
        mixTable(shift),
        ...howSure(shift),
      ]),
      paragraph(
        'Within is what the score of a region did to the total: its mean share of the responses x the change of its score.',
        'Mix is what its share did: the growth of its share x the distance of its mean score from the mean total. All of',
        'them add up to the change. A region with responses in one of the periods only belongs to the mix. The split is',
        'arithmetic and not cause: a changed mix may be other customers, or the same ones who answered otherwise.',
      ),
    ],
  };
}

/** Whether the scores of the regions moved, or only those of these answers. */
function howSure({ withinEstimate }: NpsMixShift<string>): string[] {
  if (withinEstimate === undefined) return [];
  const { value, pValue } = withinEstimate;
  return [
    paragraph(
      `Within regions: ${change(value)} points (95% interval ${interval(withinEstimate)}, p-value ${probability(pValue)}).`,
    ),
  ];
}

function mixTable({ segments, before, after, within, mix, total }: NpsMixShift<string>): string {
  return table(
    ['Region', 'Share before', 'Share after', 'NPS before', 'NPS after', 'Within', 'Mix', 'Sum'],
    [
      ...distinct([...segments.keys()]).flatMap((region) => {
        const own = segments.get(region);
        if (own === undefined) return [];
        return [
          [
            region,
            percent(own.shareBefore),
            percent(own.shareAfter),
            orNone(own.scoreBefore, points),
            orNone(own.scoreAfter, points),
            orNone(own.within, fineChange),
            fineChange(own.mix),
            fineChange((own.within ?? 0) + own.mix),
          ],
        ];
      }),
      [
        'All',
        percent(1),
        percent(1),
        points(before),
        points(after),
        fineChange(within),
        fineChange(mix),
        fineChange(total),
      ],
    ],
  );
}
