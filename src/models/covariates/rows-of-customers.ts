import type { OpportunityHistories } from '../../history/opportunity-history.js';
import type { PurchaseHistories } from '../../history/purchase-history.js';
import { refuse } from '../../internal/check.js';

/** @internal The row of each customer, where a row with a weight stands for so many of them: a whole number. */
export function rowsOfCustomers(
  { repeats, weights }: { readonly repeats: ArrayLike<number>; readonly weights?: ArrayLike<number> | undefined },
  caller: string,
): Int32Array {
  if (weights === undefined) return Int32Array.from(repeats, (_, row) => row);
  let size = 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] as number;
    if (weight % 1 !== 0) refuse(weight, `${caller}: weights[${row}]`, 'a whole number');
    size += weight;
  }
  if (size > 1e8) refuse(size, `${caller}: the sum of weights`, 'at most 100000000');
  const rows = new Int32Array(size);
  let end = 0;
  for (let row = 0; row < weights.length; row++) {
    const start = end;
    end += weights[row] as number;
    rows.fill(row, start, end);
  }
  return rows;
}

/**
 * @internal Columns with a row for each customer, in an order of their own: customers who are alike stand together, and the order
 * they came in does not matter.
 */
export function oneRowACustomer<Histories extends PurchaseHistories | OpportunityHistories>(
  histories: Histories,
  caller: string,
): Histories {
  const { repeats, lastRepeat, observed, opportunities, meanValue, covariates: known }: Columns = histories;
  const columns = given({ repeats, lastRepeat, observed, opportunities, meanValue });
  const covariates = given(known);
  const all = [...columns, ...covariates].map(([, column]) => column);
  const rows = rowsOfCustomers(histories, caller).sort((i, j) => {
    for (const column of all) {
      const difference = (column[i] as number) - (column[j] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const picked = (some: readonly Column[]) =>
    Object.fromEntries(some.map(([name, column]) => [name, Float64Array.from(rows, (row) => column[row] as number)]));
  return {
    ...histories,
    ...picked(columns),
    ...(known === undefined ? {} : { covariates: picked(covariates) }),
    // Still by the old rows, and nothing that predictions read.
    ...{ weights: undefined, logIntervals: undefined, customers: undefined },
  };
}

/** All columns that histories can have. */
type Columns = Partial<PurchaseHistories & OpportunityHistories & { readonly covariates: object }>;

type Column = readonly [name: string, column: ArrayLike<number>];

/** The columns that there are; others than columns are nobody's covariates. */
function given(columns: object = {}): Column[] {
  return Object.entries(columns).filter((entry): entry is [string, ArrayLike<number>] => {
    const column: unknown = entry[1];
    return typeof column === 'object' && column !== null && 'length' in column;
  });
}
