import {
  type BetaDistribution,
  betaFromCounts,
  type CxBusinessCase,
  type CxDriver,
  cxBusinessCase,
  type DirichletDistribution,
  type Drawn,
  dirichletFromCounts,
  type LogNormalDistribution,
  logNormalFromMoments,
  npsEstimate,
  outputProbability,
  type PertDistribution,
  pertDistribution,
  propagate,
  retentionEstimate,
  type Tornado,
  tornado,
  type UncertainOutput,
} from 'custometry';
import {
  count,
  interval,
  money,
  moneyInterval,
  NONE,
  orNone,
  paragraph,
  percent,
  percentInterval,
  plain,
  points,
  rate,
  table,
  values,
  whole,
} from '../format.js';
import type { Assumptions } from '../input/options.js';
import type { History } from '../retention/history.js';
import type { Section } from '../section.js';
import type { Category } from './categories.js';
import { type Costs, readCosts } from './costs.js';
import { GROUPS, type Group, type Groups, measureGroups } from './groups.js';

const TITLE = 'The business case, and how sure it is';

/** Enough for an interval and a probability of two digits. */
const DRAWS = 2000;
/** Less than that is printed as 0, and is none but for rounding. */
const LEAST_SWING = 0.005;
const Z = 1.96;
const NAMES = { promoter: 'Promoters', passive: 'Passives', detractor: 'Detractors' } as const;

/** What is measured, with its uncertainty, and the causal share. */
type Inputs = {
  readonly shares: DirichletDistribution<Group>;
  readonly causalShare: PertDistribution;
} & { readonly [Name in Group as `${Name}Retention`]: BetaDistribution } & {
  readonly [Name in Group as `${Name}Spend`]: LogNormalDistribution;
};

/** The programme group by group, with the uncertainty of all that was measured. */
export function businessCaseSection(
  history: History,
  category: (customer: string, quarter: number) => Category,
  assumptions: Assumptions,
  isSample: boolean,
): Section {
  const groups = measureGroups(history, category);
  if (groups === undefined || GROUPS.some((name) => groups.byName[name].spend <= 0)) {
    return leftOut(
      'That takes five complete quarters and ratings of the same customers, with 30 promoters, passives and detractors each.',
    );
  }
  const measured = sharesOf(groups);
  const move = assumptions.points / 200;
  if (move > measured.detractor) return leftOut('The score cannot move so far: there are too few detractors.');
  const costs = readCosts(assumptions, isSample);
  const inputs = inputsOf(groups, assumptions);
  const caseOf = (drawn: Drawn<Inputs>, causalShare: number): CxBusinessCase =>
    businessCase(drawn, causalShare, groups.activeNow, assumptions, costs);
  const result = caseOf(asMeasured(groups, assumptions), assumptions.causalShare);
  const spread = propagate(
    (drawn: Drawn<Inputs>) => {
      const [assumed, unknown] = [assumptions.causalShare, drawn.causalShare].map((share) => caseOf(drawn, share));
      return {
        benefit: assumed?.benefit,
        net: assumed?.netPresentValue,
        return: assumed?.returnOnInvestment,
        netOfUnknownShare: unknown?.netPresentValue,
      };
    },
    inputs,
    { draws: DRAWS },
  );
  const bars = tornado((drawn: Drawn<Inputs>) => caseOf(drawn, drawn.causalShare).netPresentValue, inputs);

  return {
    title: TITLE,
    inShort: describe(result, spread, costs, assumptions),
    body: [
      paragraph(
        'The same programme group by group: each group keeps its own spend and retention, and who turns from a detractor into a',
        'promoter comes to have theirs. Measured on the customers who were active a year before the end, each of them once, by',
        'their latest rating then; their number now, by the latest rating now.',
      ),
      groupTable(groups, measured),
      paragraph(
        `The NPS of the ${count(groups.activeNow, 'customer')} who are active now is ${orNone(npsNow(groups), points)} (95% interval ${orNone(npsIntervalNow(groups), interval)}).`,
        `To move it by ${plain(assumptions.points)} points (--points), ${percent(move / measured.detractor)} of the detractors become promoters, as far as that is caused by`,
        `their experience: ${rate(assumptions.causalShare)} of it (--causal-share). Those without a rating are taken to be like the others.`,
      ),
      values([
        ['Benefit, present value', money(result.benefit), `95% interval ${orNone(spread.benefit, limits)}`],
        ...(costs === undefined
          ? []
          : ([
              ['Cost, present value', money(result.cost)],
              ['Net present value', money(result.netPresentValue), `95% interval ${orNone(spread.net, limits)}`],
              [
                'Return on investment',
                orNone(result.returnOnInvestment, percent),
                `95% interval ${orNone(spread.return, percentLimits)}`,
              ],
              [
                'Probability that it pays',
                orNone(spread.net, paying),
                `at a causal share of ${rate(assumptions.causalShare)}`,
              ],
              [
                'Probability, share unknown',
                orNone(spread.netOfUnknownShare, paying),
                `at a causal share from 0% to 100%, most likely ${rate(assumptions.causalShare)}`,
              ],
              [
                'Break-even causal share',
                orNone(result.breakEvenCausalShare, percent),
                result.breakEvenCausalShare === undefined
                  ? 'it does not pay even at 100%'
                  : 'below it, the cost is lost',
              ],
            ] as const)),
      ]),
      paragraph(
        `The intervals are of ${whole(DRAWS)} draws of all that was measured: the shares of the groups, their retention and their spend,`,
        'each as uncertain as so many customers leave it. They know nothing of what is assumed: margin, costs, and that the',
        'groups stay as they are. The section before starts from more quarters, with the same customers several times, so that',
        'its numbers are others.',
      ),
      'Through what it pays:',
      driverTable(result),
      paragraph(
        `What moves the ${costs === undefined ? 'benefit' : 'net present value'} most, if each input moves from its low to its high 10% and the others stay at`,
        `their medians (which give ${money(bars.base)}):`,
      ),
      tornadoTable(bars),
      paragraph(
        'Inputs that are not here make no difference: the customers who are to move are a share of all, however many are passives.',
        bars.bars[0]?.name === 'causalShare'
          ? 'The causal share stands first, and it is no measurement: a trial with a control group would be worth more than another survey.'
          : undefined,
      ),
    ],
  };
}

function leftOut(reason: string): Section {
  return { title: TITLE, inShort: undefined, body: [paragraph(reason)] };
}

function sharesOf({ byName }: Groups): Record<Group, number> {
  const all = GROUPS.reduce((sum, name) => sum + byName[name].now, 0);
  const share = (name: Group): number => byName[name].now / all;
  return { promoter: share('promoter'), passive: share('passive'), detractor: share('detractor') };
}

function inputsOf({ byName }: Groups, { causalShare }: Assumptions): Inputs {
  const retention = ({ stayed, watched }: Groups['byName'][Group]): BetaDistribution =>
    betaFromCounts({ successes: stayed, trials: watched });
  const spend = ({ spend: mean, standardError }: Groups['byName'][Group]): LogNormalDistribution =>
    logNormalFromMoments({ mean, standardDeviation: standardError });
  const { promoter, passive, detractor } = byName;
  return {
    shares: dirichletFromCounts({ promoter: promoter.now, passive: passive.now, detractor: detractor.now }),
    promoterRetention: retention(promoter),
    passiveRetention: retention(passive),
    detractorRetention: retention(detractor),
    promoterSpend: spend(promoter),
    passiveSpend: spend(passive),
    detractorSpend: spend(detractor),
    causalShare: pertDistribution({ low: 0, likely: causalShare, high: 1 }),
  };
}

function asMeasured(groups: Groups, { causalShare }: Assumptions): Drawn<Inputs> {
  const { promoter, passive, detractor } = groups.byName;
  return {
    shares: sharesOf(groups),
    promoterRetention: promoter.stayed / promoter.watched,
    passiveRetention: passive.stayed / passive.watched,
    detractorRetention: detractor.stayed / detractor.watched,
    promoterSpend: promoter.spend,
    passiveSpend: passive.spend,
    detractorSpend: detractor.spend,
    causalShare,
  };
}

function businessCase(
  drawn: Drawn<Inputs>,
  causalShare: number,
  customers: number,
  { points: move, margin, years, discountRate, costToServeSaving }: Assumptions,
  costs: Costs | undefined,
): CxBusinessCase {
  return cxBusinessCase({
    groups: GROUPS.map((name) => ({
      name,
      customers: customers * drawn.shares[name],
      spend: drawn[`${name}Spend`],
      margin,
      retention: drawn[`${name}Retention`],
      referrals: 0,
      costToServe: 0,
    })),
    // Where a draw has fewer detractors than are to move, all of them do.
    moves: [{ from: 'detractor', to: 'promoter', share: Math.min(1, move / 200 / drawn.shares.detractor) }],
    uplifts: costToServeSaving === 0 ? [] : [{ costToServeSaving }],
    causalShare,
    costNow: costs?.now.value ?? 0,
    costPerYear: costs?.perYear.value ?? 0,
    years,
    discountRate,
  });
}

function groupTable({ byName }: Groups, shares: Record<Group, number>): string {
  return table(
    ['Group', 'Watched', 'Spend a year', '95% interval', 'Retention', '95% interval', 'Share now'],
    GROUPS.map((name) => {
      const { watched, stayed, spend, standardError } = byName[name];
      const kept = retentionEstimate({ start: watched, retained: stayed });
      return [
        NAMES[name],
        whole(watched),
        money(spend),
        moneyInterval({ lower: spend - Z * standardError, upper: spend + Z * standardError }),
        orNone(kept?.value, percent),
        orNone(kept, percentInterval),
        percent(shares[name]),
      ];
    }),
  );
}

function npsCountsNow({ byName }: Groups): { promoters: number; passives: number; detractors: number } {
  return { promoters: byName.promoter.now, passives: byName.passive.now, detractors: byName.detractor.now };
}

function npsNow(groups: Groups): number | undefined {
  return npsEstimate(npsCountsNow(groups))?.value;
}

function npsIntervalNow(groups: Groups): { readonly lower: number; readonly upper: number } | undefined {
  return npsEstimate(npsCountsNow(groups));
}

function limits({ lower, upper }: UncertainOutput): string {
  return moneyInterval({ lower: lower.value, upper: upper.value });
}

function percentLimits({ lower, upper }: UncertainOutput): string {
  return percentInterval({ lower: lower.value, upper: upper.value });
}

function paying(output: UncertainOutput): string {
  return percent(outputProbability(output, (value) => value > 0).value);
}

const DRIVERS: Readonly<Record<CxDriver, string>> = {
  spend: 'Higher spend',
  retention: 'Better retention',
  margin: 'Better margin',
  referrals: 'More referrals',
  costToServe: 'Lower cost to serve',
};

function driverTable({ drivers, benefit }: CxBusinessCase): string {
  const rows = (Object.keys(DRIVERS) as CxDriver[]).filter((driver) => drivers[driver] !== 0);
  return table(
    ['Driver', 'Benefit, present value', 'Share'],
    [...rows.map((driver) => [DRIVERS[driver], drivers[driver]] as const), ['All', benefit] as const].map(
      ([name, part]) => [name, money(part), benefit === 0 ? NONE : percent(part / benefit)],
    ),
  );
}

function tornadoTable({ bars }: Tornado): string {
  return table(
    ['Input', 'Low', 'High', 'At low', 'At high', 'Apart'],
    bars
      .filter(({ swing }) => swing >= LEAST_SWING)
      .map(({ name, part, low, high, swing }) => {
        const shown = name.endsWith('Spend') ? money : percent;
        return [
          labelOf(name, part),
          shown(low.input),
          shown(high.input),
          money(low.output),
          money(high.output),
          money(swing),
        ];
      }),
  );
}

/** "Retention of promoters" */
function labelOf(name: string, part: string | undefined): string {
  if (part !== undefined) return `Share of ${part}s`;
  const group = GROUPS.find((each) => name.startsWith(each));
  return group === undefined ? 'Causal share' : `${name.slice(group.length)} of ${group}s`;
}

function describe(
  { benefit, returnOnInvestment, breakEvenCausalShare }: CxBusinessCase,
  spread: {
    readonly benefit: UncertainOutput | undefined;
    readonly net: UncertainOutput | undefined;
    readonly return: UncertainOutput | undefined;
  },
  costs: Costs | undefined,
  { causalShare, years }: Assumptions,
): string {
  const at = `at a causal share of ${rate(causalShare)}`;
  if (costs === undefined || returnOnInvestment === undefined) {
    return `Group by group, the same is worth ${money(benefit)} (95% interval ${orNone(spread.benefit, limits)}) within ${count(years, 'year')}, ${at}.`;
  }
  return [
    `Group by group, the return is ${percent(returnOnInvestment)} (95% interval ${orNone(spread.return, percentLimits)}) ${at}, and`,
    `the probability that it pays ${orNone(spread.net, paying)};`,
    breakEvenCausalShare === undefined
      ? 'it would not pay at any causal share.'
      : `it breaks even at a causal share of ${percent(breakEvenCausalShare)}.`,
  ].join(' ');
}
