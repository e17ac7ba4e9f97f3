import { describe, expect, test } from 'vitest';
import { type RakeMargin, rakeWeights } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  rows: number[][];
  shares: number[][];
  weights: number[];
  effective: number;
}

const table = golden<Golden[]>('rake-weights');

interface Answer {
  readonly region: string;
  readonly plan: string;
}

const margin = <Row>(
  name: string,
  category: (row: Row) => unknown,
  shares: Record<string, number>,
): RakeMargin<Row> => ({
  name,
  category,
  shares: new Map(Object.entries(shares)),
});
const region = (north: number): RakeMargin<Answer> =>
  margin('region', (row) => row.region, { north, south: 1 - north });
const plan = (free: number): RakeMargin<Answer> => margin('plan', (row) => row.plan, { free, paid: 1 - free });
const answers = (...cells: string[]): Answer[] =>
  cells.map((cell) => {
    const [where = '', what = ''] = cell.split(' ');
    return { region: where, plan: what };
  });
const complete = answers('north free', 'north paid', 'north paid', 'south free', 'south paid');

describe('rakeWeights', () => {
  test('one margin is post-stratification: target share over sample share', () => {
    const raked = rakeWeights(complete, [region(0.5)]);
    expect(raked?.converged).toBe(true);
    expect(raked?.iterations).toBe(1);
    raked?.weights.forEach((weight, i) => {
      expectClose(weight, i < 3 ? 0.5 / 0.6 : 0.5 / 0.4);
    });
  });

  test('the sample’s own margins need no weights', () => {
    const raked = rakeWeights(complete, [region(0.6), plan(0.4)]);
    expect([...(raked?.weights ?? [])]).toEqual([1, 1, 1, 1, 1]);
    expect(raked).toMatchObject({
      converged: true,
      reason: undefined,
      message: undefined,
      iterations: 0,
      designEffect: 1,
      effectiveResponses: 5,
    });
  });

  test('the census example of Bishop, Fienberg and Holland, as SAS/IML prints it', () => {
    // Discrete Multivariate Analysis (1975); SAS/IML User's Guide, example 9.14: a population by age and marital status,
    // last year's table raked to this year's margins.
    const before = [
      [1306, 83, 0],
      [619, 765, 3],
      [263, 1194, 9],
      [173, 1372, 28],
      [171, 1393, 51],
      [159, 1372, 81],
      [208, 1350, 108],
      [1116, 4100, 2329],
    ];
    const ages = [1412, 1402, 1450, 1541, 1681, 1532, 1662, 7644];
    const statuses = [3988, 11702, 2634];
    const printed = [
      [1325.27, 86.73, 0.0],
      [615.56, 783.39, 3.05],
      [253.94, 1187.18, 8.88],
      [165.13, 1348.55, 27.32],
      [173.41, 1454.71, 52.87],
      [147.21, 1308.12, 76.67],
      [202.33, 1352.28, 107.4],
      [1105.16, 4181.04, 2357.81],
    ];
    const total = 18324;
    const people = before.flatMap((row, age) =>
      row.flatMap((count, status) => Array.from({ length: count }, () => ({ age, status }))),
    );
    const raked = rakeWeights(people, [
      { name: 'age', category: (row) => row.age, shares: new Map(ages.map((count, i) => [i, count / total])) },
      {
        name: 'status',
        category: (row) => row.status,
        shares: new Map(statuses.map((count, i) => [i, count / total])),
      },
    ]);
    expect(raked?.converged).toBe(true);
    const fitted = before.map((row) => row.map(() => 0));
    people.forEach(({ age, status }, i) => {
      const row = fitted[age] as number[];
      row[status] = (row[status] as number) + ((raked?.weights[i] as number) * total) / people.length;
    });
    expect(fitted.map((row) => row.map((count) => Math.round(100 * count) / 100))).toEqual(printed);
  });

  test.each(table)('agrees with raking row by row to 40 digits, table %#', ({ rows, shares, weights, effective }) => {
    const raked = rakeWeights(
      rows,
      shares.map((targets, m) => ({
        name: `margin ${m}`,
        category: (row: number[]) => row[m],
        shares: new Map(targets.map((share, category) => [category, share])),
      })),
      { tolerance: 1e-14 },
    );
    expect(raked?.converged).toBe(true);
    raked?.weights.forEach((weight, i) => {
      expectClose(weight, weights[i], 1e-11);
    });
    expectClose(raked?.effectiveResponses, effective, 1e-11);
  });

  test('a category without rows: its name, and the others scaled up', () => {
    const raked = rakeWeights(answers('north free', 'north paid', 'north paid'), [region(0.7), plan(0.5)]);
    expect(raked?.converged).toBe(false);
    expect(raked?.message).toBe(`no row has the region "south", whose target is ${1 - 0.7}`);
    expect(raked?.reason).toBe('emptyCategory');
    expect(raked?.worst).toMatchObject({ margin: 'region', target: 0.7 });
    expectClose(raked?.worst.share, 1);
    expectClose(raked?.maxError, 0.3);
    expectClose(raked?.weights[0], 1.5);
    const three = margin<Answer>('region', (row) => row.region, { north: 0.5, east: 0.25, west: 0.25 });
    expect(rakeWeights(answers('north free'), [three])?.message).toBe(
      'no row has the region "east" (and 1 more of its categories), whose target is 0.25',
    );
  });

  test('margins that contradict each other are told from those that only take long', () => {
    // Nobody in the south pays, so that the free plan cannot have less than the south.
    const rows = answers('north free', 'north paid', 'north paid', 'south free');
    const contradiction = rakeWeights(rows, [region(0.5), plan(0.4)]);
    expect(contradiction?.converged).toBe(false);
    expect(contradiction?.reason).toBe('contradictingMargins');
    expect(contradiction?.message).toMatch(
      /^the margins contradict each other in the combinations of categories that occur: the region "(north|south)" has 0\.\d+ of the weights, its target is 0\.5$/,
    );
    expect(contradiction?.iterations).toBeLessThan(100);
    // Exactly as many: only a weight of 0 for the free plan in the north would do.
    const boundary = rakeWeights(rows, [region(0.5), plan(0.5)]);
    expect(boundary?.converged).toBe(false);
    expect(boundary?.iterations).toBe(1000);
    expect(boundary?.reason).toBe('tooFewIterations');
    expect(boundary?.message).toMatch(
      /^maxIterations \(1000\) is over: it is too few, or no weights above 0 meet the tar/,
    );
    expect(rakeWeights(rows, [region(0.5), plan(0.5)], { tolerance: 1e-3 })?.converged).toBe(true);
    expect(rakeWeights(rows, [region(0.5), plan(0.8)])?.converged).toBe(true);
  });

  test('three margins that agree in pairs and not together', () => {
    // In each of these rows exactly one pair of the three is the same: the shares of 'same' sum to 1, never to 1.5.
    const rows = ['001', '010', '100', '110', '101', '011'].map((bits) => [...bits]);
    const pair = (i: number, j: number): RakeMargin<string[]> => ({
      name: `${i}${j}`,
      category: (row) => (row[i] === row[j] ? 'same' : 'different'),
      shares: new Map([
        ['same', 0.5],
        ['different', 0.5],
      ]),
    });
    const raked = rakeWeights(rows, [pair(0, 1), pair(1, 2), pair(0, 2)]);
    expect(raked?.reason).toBe('contradictingMargins');
  });

  test('starting weights: of two northerners, the one who stands for three times as many still does', () => {
    const rows = answers('north free', 'north paid', 'south free');
    const raked = rakeWeights(rows, [region(0.5)], { weight: (row) => (row.plan === 'paid' ? 3 : 1) });
    expect([...(raked?.weights ?? [])]).toEqual([0.375, 1.125, 1.5]);
    expectClose(raked?.effectiveResponses, 9 / (0.375 ** 2 + 1.125 ** 2 + 1.5 ** 2));
  });

  test.each([
    [() => 0, 'RangeError: rakeWeights: weight of rows[0] must be a number above 0, from 1e-100 to 1e15, got 0'],
    [() => '1', 'TypeError: rakeWeights: weight of rows[0] must be a number above 0, from 1e-100 to 1e15, got "1"'],
    [1, 'TypeError: rakeWeights: weight must be a function, got 1'],
  ])('refuses the starting weight %o', (weight, error) =>
    expectError(
      () => rakeWeights(answers('north free', 'south free'), [region(0.5)], { weight: untyped(weight) }),
      error,
    ),
  );

  test('no rows, no weights', () => expect(rakeWeights([], [region(0.5)])).toBeUndefined());

  test('rows can come from any iterable, and progress is told', () => {
    const told: number[] = [];
    const onProgress = (fraction: number) => told.push(fraction);
    const raked = rakeWeights(new Set(complete), [region(0.5), plan(0.7)], { maxIterations: 50, onProgress });
    expect(raked?.weights).toHaveLength(5);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    expect(told[0]).toBe(0.02);
    told.length = 0;
    rakeWeights(complete, [region(0.5), plan(0.7)], { maxIterations: 2, tolerance: 1e-15, onProgress });
    expect(told).toEqual([0.5, 1]);
  });

  test.each([
    [
      [...complete, ...answers('east free')],
      [region(0.5)],
      {},
      'RangeError: rakeWeights: region of rows[5] must be a category of its margin, got "east"',
    ],
    [complete, [], {}, 'RangeError: rakeWeights: the number of margins must be a whole number from 1 to 1000, got 0'],
    [complete, new Map(), {}, 'TypeError: rakeWeights: margins must be an array, got object'],
    [complete, [{}], {}, 'TypeError: rakeWeights: margins[0].name must be text, got undefined'],
    [
      complete,
      [{ name: 'region', category: 'region' }],
      {},
      'TypeError: rakeWeights: margins[0].category must be a function, got "region"',
    ],
    [
      complete,
      [{ ...region(0.5), shares: { north: 1 } }],
      {},
      'TypeError: rakeWeights: margins[0].shares must be a Map, got object',
    ],
    [
      complete,
      [{ ...region(0.5), shares: new Map([['north', 0.5]]) }],
      {},
      'RangeError: rakeWeights: margins[0].shares must sum to 1, got 0.5',
    ],
    [
      complete,
      [region(0.5), region(50)],
      {},
      'RangeError: rakeWeights: margins[1].shares.get("north") must be a fraction from 0 to 1, got 50: did you mean 0.5?',
    ],
    [
      complete,
      [region(1)],
      {},
      'RangeError: rakeWeights: margins[0].shares.get("south") must be a fraction above 0, got 0: leave out the rows that are not of the population',
    ],
    [complete, [region(0.5)], { tolerance: 0 }, 'RangeError: rakeWeights: tolerance must be from 1e-15 to 0.1, got 0'],
    [
      complete,
      [region(0.5)],
      { maxIterations: 0 },
      'RangeError: rakeWeights: maxIterations must be a whole number from 1 to 1000000, got 0',
    ],
    [
      complete,
      [region(0.5)],
      { onProgress: true },
      'TypeError: rakeWeights: onProgress must be a function, got boolean',
    ],
    [complete, 5, {}, 'TypeError: rakeWeights: margins must be an array, got 5'],
    [complete, new Array(1), {}, 'TypeError: rakeWeights: margins[0].name must be text, got undefined'],
    [complete, [{ ...region(0.5), name: 5 }], {}, 'TypeError: rakeWeights: margins[0].name must be text, got 5'],
    [complete, [region(0.5)], 0.9, 'TypeError: rakeWeights: options must be an object, got 0.9'],
    [complete, [region(0.5)], 'x', 'TypeError: rakeWeights: options must be an object, got "x"'],
    [complete, [region(0.5)], 5n, 'TypeError: rakeWeights: options must be an object, got bigint'],
    [complete, [region(0.5)], null, 'TypeError: rakeWeights: options must be an object, got null'],
    [5, [region(0.5)], {}, 'TypeError: rakeWeights: rows must be iterable, got 5'],
  ])('refuses %#', (rows, margins, options, error) =>
    expectError(() => rakeWeights(untyped<Answer[]>(rows), untyped(margins), untyped(options)), error),
  );
});
