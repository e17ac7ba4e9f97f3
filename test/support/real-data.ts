import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { CUSTOMETRY_DATA: folder = '' } = process.env;

/** Whether the folder of public data sets is known. */
export const hasData: boolean = folder !== '';

/** What the names of tests on public data end with, so that a skipped one says why. */
export const note: string = hasData ? '' : ' (skipped: CUSTOMETRY_DATA is not set)';

/** The lines of one of the data sets. */
export const linesOf = (file: string): string[] => readFileSync(join(folder, file), 'utf8').trim().split('\n');

/** An order of the sample of CDNOW's customers. */
export interface CdnowOrder {
  readonly customer: string;
  /** As 1997-01-31. */
  readonly day: string;
  readonly dollars: number;
}

/** All 6,919 of them. */
export function cdnowOrders(): CdnowOrder[] {
  return linesOf('cdnow_orders.txt').map((line) => {
    const [customer = '', , date = '', , dollars = ''] = line.trim().split(/\s+/);
    return { customer, day: date.replace(/^(....)(..)(..)$/, '$1-$2-$3'), dollars: Number(dollars) };
  });
}

/** How `purchaseHistories` and its kin read them. */
export const CDNOW = {
  customer: ({ customer }: CdnowOrder): string => customer,
  time: ({ day }: CdnowOrder): string => day,
  value: ({ dollars }: CdnowOrder): number => dollars,
  timeUnit: 'week',
} as const;

/** The histories of the first 39 weeks, as published: in weeks, rounded to two decimals. */
export function publishedHistories(): { repeats: number[]; lastRepeat: number[]; observed: number[] } {
  const rows = linesOf('cdnow_calibration.csv')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (i: number) => rows.map((row) => row[i] as number);
  return { repeats: column(1), lastRepeat: column(2), observed: column(3) };
}
