/** What is said of many customers: a column for each of the numbers of one, in their order. */
export type ColumnsOf<Numbers> = { readonly [Name in keyof Numbers]: Float64Array };

/** @internal The columns of the numbers of each customer, which are those that a new customer has. */
export function toColumns<Numbers extends object>(
  length: number,
  ofNew: Numbers,
  ofCustomer: (index: number) => Numbers,
): ColumnsOf<Numbers> {
  const names = Object.keys(ofNew) as (keyof Numbers)[];
  const columns = names.map(() => new Float64Array(length));
  for (let i = 0; i < length; i++) {
    const numbers = ofCustomer(i);
    names.forEach((name, j) => {
      (columns[j] as Float64Array)[i] = numbers[name] as number;
    });
  }
  return Object.fromEntries(names.map((name, j) => [name, columns[j]])) as ColumnsOf<Numbers>;
}
