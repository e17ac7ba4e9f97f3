import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { namedValue, numberOf, ROOT, readCells, runReport, tableOf, temporaryFolder, writeLines } from './run.js';

const SAMPLE = join(ROOT, 'docs', 'examples', 'sample-data');

// Everything below is computed from the files anew, by loops and definitions, without the library.
const ratings = readCells(join(SAMPLE, 'ratings.csv')).slice(1) as [string, string, string, string][];
const orders = readCells(join(SAMPLE, 'orders.csv')).slice(1) as [string, string, string][];

const DAY = 86_400_000;
const LAST_DAY = Date.UTC(2024, 11, 31);
const Z = 1.959963984540054;

/** Quarters of the data, from 0. */
function quarter(date: string): number {
  return 4 * (Number(date.slice(0, 4)) - 2023) + Math.ceil(Number(date.slice(5, 7)) / 3) - 1;
}

const NAMES = [2023, 2024].flatMap((year) => [1, 2, 3, 4].map((q) => [year, q] as const));

/** The days of each customer's orders, and the quarters; the file is in order of time. */
const days = new Map<string, number[]>();
const quarters = new Map<string, Set<number>>();
for (const [customer, date] of orders) {
  const own = days.get(customer) ?? [];
  const day = Date.parse(date);
  if (own.at(-1) !== day) own.push(day);
  days.set(customer, own);
  quarters.set(customer, (quarters.get(customer) ?? new Set()).add(quarter(date)));
}
const histories = [...quarters.values()].map((own) => [...own].sort((a, b) => a - b));

function percentOf(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)}%`;
}

/** Wilson's interval as the two solutions of (p - k/n)^2 = z^2 p (1 - p) / n. */
function wilson(k: number, n: number): string {
  const [a, b, c] = [1 + Z ** 2 / n, -(2 * k + Z ** 2) / n, (k / n) ** 2];
  const root = Math.sqrt(b * b - 4 * a * c);
  return `${percentOf((-b - root) / (2 * a))} to ${percentOf((-b + root) / (2 * a))}`;
}

let output: string;
let text: string;
beforeAll(() => {
  output = runReport().output;
  text = output.replaceAll(/\s+/g, ' ');
});

describe('retention in the report on the sample data', () => {
  it('has the share of each cohort that orders in each later quarter', () => {
    const table = tableOf(output, 'Cohort');
    expect(table).toHaveLength(8);
    table.forEach(([name, customers, ...cells], c) => {
      const cohort = histories.filter(([first]) => first === c);
      expect([name, numberOf(customers)]).toEqual([NAMES[c]?.join('-Q'), cohort.length]);
      const shares = [1, 2, 3, 4, 5, 6, 7].map((age) =>
        c + age > 7 ? '-' : percentOf(cohort.filter((own) => own.includes(c + age)).length / cohort.length, 0),
      );
      expect(cells).toEqual(shares);
    });
  });

  it('has the average curve, each age of the cohorts that have completed it, with Wilson’s intervals', () => {
    const table = tableOf(output, 'Age');
    expect(table).toHaveLength(7);
    table.forEach((row, i) => {
      const age = i + 1;
      const old = histories.filter(([first = 0]) => first + age <= 7);
      const active = old.filter(([first = 0, ...later]) => later.includes(first + age)).length;
      expect([...row.slice(1, 3).map(numberOf), ...row.slice(3)]).toEqual([
        old.length,
        active,
        percentOf(active / old.length),
        wilson(active, old.length),
      ]);
    });
    expect(text).toContain('Of new customers, 93.0% (95% interval 91.8% to 93.9%) order again in the next quarter');
  });

  it('has the lifecycle, which adds up', () => {
    const table = tableOf(output, 'Quarter  Active  ').map((row) => row.slice(1).map(numberOf));
    expect(table).toHaveLength(8);
    table.forEach(([active = 0, fresh = 0, retained = 0, resurrected = 0, lost = 0], q) => {
      const here = histories.filter((own) => own.includes(q));
      expect([active, fresh, retained]).toEqual([
        here.length,
        here.filter(([first]) => first === q).length,
        here.filter((own) => own.includes(q - 1)).length,
      ]);
      expect(fresh + retained + resurrected).toBe(active);
      if (q > 0) expect(retained + lost).toBe(table[q - 1]?.[0]);
    });
  });

  it('has the time to the second order, by the product over the days', () => {
    const times = [...days.values()].map(([first = 0, second]) => ({
      time: ((second ?? LAST_DAY) - first) / DAY,
      isEvent: second !== undefined,
    }));
    const survival = (until: number): number => {
      let share = 1;
      for (let t = 1; t <= until; t++) {
        const atRisk = times.filter(({ time }) => time >= t).length;
        share *= 1 - times.filter(({ time, isEvent }) => isEvent && time === t).length / atRisk;
      }
      return share;
    };
    const table = tableOf(output, 'Days since the first order');
    expect(table.map(([day]) => day)).toEqual(['7', '30', '60', '90', '180', '365']);
    for (const [day, again, not] of table) {
      const share = survival(Number(day));
      expect([again, not]).toEqual([percentOf(1 - share), percentOf(share)]);
    }
    expect([survival(34) > 0.5, survival(35) <= 0.5]).toEqual([true, true]);
    expect(text).toContain('Median: 35 days (95% interval 35 to 36).');
  });

  it('counts silences, and how many of them came to an end', () => {
    const table = tableOf(output, 'Silent for');
    for (const [name, howOften, cameBack] of table) {
      const length = Number.parseInt(name ?? '', 10) * DAY;
      let [ended, all] = [0, 0];
      for (const own of days.values()) {
        own.forEach((day, i) => {
          const next = own[i + 1];
          if ((next ?? LAST_DAY) - day <= length) return;
          all++;
          if (next !== undefined) ended++;
        });
      }
      expect([howOften, cameBack].map(numberOf)).toEqual([all, ended]);
    }
    expect(table).toHaveLength(3);
  });

  it('has the churn of the last quarter by definition, and says that silence is not leaving', () => {
    const [from, to] = [Date.UTC(2024, 9, 1), Date.UTC(2025, 0, 1)];
    const table = tableOf(output, 'Definition');
    expect(table).toHaveLength(6);
    [60, 90, 180].forEach((silence, column) => {
      /** A customer is there from an order to so many days after it. */
      const isThere = (own: readonly number[], at: number): boolean =>
        own.some((day) => day < at && at < day + silence * DAY);
      const all = [...days.values()];
      const start = all.filter((own) => isThere(own, from));
      const gone = start.filter((own) => !isThere(own, to)).length;
      const lost = all.flatMap((own) =>
        own.filter((day, i) => {
          const end = day + silence * DAY;
          return from < end && end <= to && (own[i + 1] ?? Infinity) > end;
        }),
      ).length;
      expect([table[0]?.[column + 1], table[1]?.[column + 1]]).toEqual([
        percentOf(gone / start.length),
        percentOf(lost / start.length),
      ]);
    });
    expect(output).toContain('Silence is not leaving.');
  });
});

describe('who is still a customer in the report on the sample data', () => {
  it('tests the models on the second half of the data: what they expected, and what was bought', () => {
    const bought = [...days.values()]
      .filter(([first = 0]) => first < Date.UTC(2024, 0, 1))
      .reduce((sum, own) => sum + own.filter((day) => day >= Date.UTC(2024, 0, 1)).length, 0);
    expect(bought).toBe(12_632);
    expect(tableOf(output, 'Model')).toEqual([
      ['NBD', 'converged', '-32,347.5', '1,737', '14,675', '12,632', '+16.2%'],
      ['BG/NBD', 'flat', '-32,087.8', '1,546', '13,768', '12,632', '+9.0%'],
      ['MBG/NBD', 'flat', '-31,876.8', '1,471', '13,555', '12,632', '+7.3%'],
    ]);
    expect(text).toContain('Flat means that quite different parameters are as likely');
    expect(text).toContain('No such model knows the 663 customers who came later.');
  });

  it('has the likelihood of the orders under NBD, at the parameters that a search finds', () => {
    const split = Date.UTC(2024, 0, 1);
    const seen = [...days.values()].filter(([first = 0]) => first < split);
    const customers = seen.map((own) => ({
      x: own.filter((day) => day < split).length - 1,
      T: (split - DAY - (own[0] as number)) / DAY / 7,
    }));
    // ln of (r + 1) (r + 2) ... is a sum, so that no gamma function is needed.
    const likelihood = (r: number, alpha: number): number =>
      customers.reduce((sum, { x, T }) => {
        let one = r * Math.log(alpha / (alpha + T)) - x * Math.log(alpha + T);
        for (let i = 0; i < x; i++) one += Math.log(r + i);
        return sum + one;
      }, 0);
    let best = -Infinity;
    for (let r = 28; r < 31; r += 0.25) {
      for (let rate = 0.155; rate < 0.168; rate += 0.0005) best = Math.max(best, likelihood(r, r / rate));
    }
    const printed = numberOf(tableOf(output, 'Model')[0]?.[2]);
    expect(best).toBeLessThan(printed + 0.06);
    expect(best).toBeGreaterThan(printed - 1);
  });

  it('says how many have likely left, what they spent, and names the largest', () => {
    const table = tableOf(output, 'Customer  Orders');
    expect(table).toHaveLength(5);
    for (const [customer = '', count, , spent, alive] of table) {
      const own = orders.filter(([buyer]) => buyer === customer);
      expect([numberOf(count), spent?.replace(',', '')]).toEqual([
        own.length,
        (own.reduce((sum, [, , amount]) => sum + Math.round(100 * Number(amount)), 0) / 100).toFixed(2),
      ]);
      expect(numberOf(alive)).toBeLessThan(0.5);
    }
    expect(text).toContain('560 customers are below 50%, who spent 154,552.03 in all.');
    expect(text).toContain('the probabilities say that 604 of 2,400 have left');
    expect(text).toContain('240 customers, are expected to bring 21.4% of 619,432.10');
  });

  it('values them by the models, and beside it by the formula, within years that can be trusted', () => {
    const table = tableOf(output, 'Customers  ');
    expect(table[0]).toEqual(['Active in the last complete quarter', '1,707', '322.37', '944.44', '550,286.89']);
    const [spend, retention] = ['Spend in the year', 'Retention over a year'].map((name) =>
      numberOf(namedValue(output, name)),
    ) as [number, number];
    const within = [0, 1, 2].reduce((sum, year) => sum + (0.4 * spend * retention ** year) / 1.1 ** (year + 0.5), 0);
    expect(numberOf(table[1]?.[1])).toBeCloseTo(within, 1);
  });
});

describe('the business case in the report on the sample data', () => {
  const GROUPS = ['Promoters', 'Passives', 'Detractors'] as const;
  /** By the latest rating until the end of a quarter. */
  const groupAt = (customer: string, q: number): string | undefined => {
    const rating = ratings.filter(([rater, date]) => rater === customer && quarter(date) <= q).at(-1)?.[3];
    return rating === undefined ? undefined : GROUPS[Number(rating) >= 9 ? 0 : Number(rating) >= 7 ? 1 : 2];
  };
  const groups = GROUPS.map((name) => {
    const customers = [...quarters].filter(([customer, own]) => own.has(3) && groupAt(customer, 3) === name);
    const members = new Set(customers.map(([customer]) => customer));
    const spend = orders
      .filter(([customer, date]) => members.has(customer) && quarter(date) > 3)
      .reduce((sum, [, , amount]) => sum + Number(amount), 0);
    const now = [...quarters].filter(([customer, own]) => own.has(7) && groupAt(customer, 7) === name).length;
    return {
      name,
      watched: customers.length,
      stayed: customers.filter(([, own]) => own.has(7)).length,
      spend: spend / customers.length,
      now,
    };
  });
  const rated = groups.reduce((sum, { now }) => sum + now, 0);
  const active = [...quarters.values()].filter((own) => own.has(7)).length;

  it('measures each group on its customers of a year ago, each of them once', () => {
    const table = tableOf(output, 'Group');
    groups.forEach(({ name, watched, stayed, spend, now }, i) => {
      const row = table[i] ?? [];
      expect([row[0], row[1], row[2], row[4], row[5], row[6]]).toEqual([
        name,
        String(watched),
        spend.toFixed(2),
        percentOf(stayed / watched),
        wilson(stayed, watched),
        percentOf(now / rated),
      ]);
    });
  });

  it('has the score of those who are active now', () => {
    const [promoters, , detractors] = groups.map(({ now }) => now) as [number, number, number];
    const nps = ((100 * (promoters - detractors)) / rated).toFixed(1);
    expect(text).toContain(
      `The NPS of the ${active.toLocaleString('en-US')} customers who are active now is ${nps} (95%`,
    );
  });

  it('has the benefit by following those who move, and the causal share at which it breaks even', () => {
    const [promoters, , detractors] = groups as [
      (typeof groups)[number],
      (typeof groups)[number],
      (typeof groups)[number],
    ];
    const [high, low] = [promoters.stayed / promoters.watched, detractors.stayed / detractors.watched];
    // 10 points are 5% of all customers; half of the effect is caused.
    const benefitOf = (share: number): number =>
      [1, 2, 3].reduce(
        (sum, year) =>
          sum +
          (0.4 *
            active *
            0.05 *
            share *
            (promoters.spend * high ** (year - 1) - detractors.spend * low ** (year - 1))) /
            1.1 ** year,
        0,
      );
    const cost = 3000 + 600 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331);
    // The first one is of the section before.
    const own = output.slice(output.indexOf('10. The business case'));
    expect(numberOf(namedValue(own, 'Benefit, present value'))).toBeCloseTo(benefitOf(0.5), 1);
    expect(namedValue(own, 'Return on investment')).toBe(percentOf(benefitOf(0.5) / cost - 1));
    expect(namedValue(own, 'Break-even causal share')).toBe(percentOf((0.5 * cost) / benefitOf(0.5)));
  });

  it('has the benefit by driver, which adds up', () => {
    const table = tableOf(output, 'Driver').map((row) => row.slice(1).map(numberOf));
    const [spend, retention, all] = table as [number[], number[], number[]];
    expect((spend[0] ?? 0) + (retention[0] ?? 0)).toBeCloseTo(all[0] ?? 0, 1);
    expect(tableOf(output, 'Driver').map(([name]) => name)).toEqual(['Higher spend', 'Better retention', 'All']);
  });

  it('has an interval around the return, as wide as the spread of the inputs makes it', () => {
    const own = output.slice(output.indexOf('10. The business case'));
    const limits = /Return on investment .* interval (\S+)% to (\S+)%/.exec(own)?.slice(1) ?? [];
    const [lower, upper] = limits.map(Number);
    expect(lower).toBeCloseTo(8.7, 0);
    expect(upper).toBeCloseTo(69.5, 0);
    expect(numberOf(namedValue(own, 'Probability that it pays'))).toBeCloseTo(0.993, 2);
    expect(numberOf(namedValue(own, 'Probability, share unknown'))).toBeCloseTo(0.74, 1);
  });

  it('shows what matters: the causal share first, and nothing of the passives', () => {
    const inputs = tableOf(output, 'Input').map(([name]) => name);
    expect(inputs[0]).toBe('Causal share');
    expect([...inputs].sort()).toEqual([
      'Causal share',
      'Retention of detractors',
      'Retention of promoters',
      'Spend of detractors',
      'Spend of promoters',
    ]);
    expect(text).toContain('a trial with a control group would be worth more than another survey');
  });

  it('is left out without ratings, and where the uplifts are given', () => {
    const path = join(SAMPLE, 'orders.csv');
    expect(runReport('--orders', path, '--spend-uplift 0.05').output).not.toContain('The business case');
  });
});

describe('the report on orders of one’s own', () => {
  it.each([
    ['one order', ['a,2024-01-01,1'], ''],
    ['one order, long ago', ['a,2020-01-01,1'], '--until 2024-12-31'],
    ['orders for free', ['a,2024-01-01,0', 'a,2024-05-01,0', 'b,2024-08-01,0'], '--until 2024-12-31'],
    ['nothing but a refund', ['a,2024-01-01,-1'], ''],
  ])('says what it cannot say: %s', (name, rows, option) => {
    const path = writeLines(temporaryFolder(), `${name}.csv`, 'customer,date,amount', ...rows);
    const { exitCode, output: own, errors } = runReport('--orders', path, ...(option === '' ? [] : [option]));
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(own).toContain('That takes 30 customers who came again, and the data have fewer.');
    expect(own).not.toMatch(/NaN|Infinity|undefined/);
  });
});
