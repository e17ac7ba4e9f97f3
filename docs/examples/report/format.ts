/** Numbers and tables as text. The locale is fixed, so that the same data give the same report everywhere. */

const LOCALE = 'en-US';
const WIDTH = 92;

function formatter(digits: number, options: Intl.NumberFormatOptions = {}): (value: number) => string {
  const format = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // No "-0.0".
    signDisplay: 'negative',
    ...options,
  });
  return (value) => format.format(value);
}

export const whole: (value: number) => string = formatter(0);
/** "1 year", "3 years" */
export function count(value: number, noun: string): string {
  return `${whole(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A score in points. */
export const points: (value: number) => string = formatter(1);
/** A change in points, with its sign. */
export const change: (value: number) => string = formatter(1, { signDisplay: 'exceptZero' });
/** The same for the parts of a change. */
export const fineChange: (value: number) => string = formatter(2, { signDisplay: 'exceptZero' });

/** "31.2 to 36.1" */
export function interval({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${points(lower)} to ${points(upper)}`;
}

/** "31.2% to 36.1%" */
export function percentInterval({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${percent(lower)} to ${percent(upper)}`;
}

/** A p-value: what lies below the last digit is not 0. */
export function probability(value: number): string {
  return value < 0.0001 ? '< 0.0001' : fine(value);
}

/** An amount in the currency of the file, whichever it is. */
export const money: (value: number) => string = formatter(2);
export function moneyInterval({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `${money(lower)} to ${money(upper)}`;
}

/** A rate, which the library returns as a fraction. */
export const percent: (value: number) => string = formatter(1, { style: 'percent' });
/** The same for a change, with its sign. */
export const changePercent: (value: number) => string = formatter(1, { style: 'percent', signDisplay: 'exceptZero' });
/** A rate that somebody chose, as short as it was written. */
export const rate: (value: number) => string = formatter(0, { style: 'percent', maximumFractionDigits: 3 });
/** A rate in a table of many. */
export const wholePercent: (value: number) => string = formatter(0, { style: 'percent' });
/** A number that somebody chose, as short as it was written. */
export const plain: (value: number) => string = formatter(0, { maximumFractionDigits: 3 });
/** A small rate of which every digit is needed to check a sum by hand. */
export const finePercent: (value: number) => string = formatter(3, { style: 'percent' });
/** The same for small numbers. */
export const fine: (value: number) => string = formatter(4);
/** A number of years, or of customers who are parts of a customer in expectation. */
export const decimal: (value: number) => string = formatter(2);

const DAY_FORMAT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone: 'UTC' });

/** January 5, 2024 */
export function day(instant: number): string {
  return DAY_FORMAT.format(instant);
}

/** What stands where there is no answer. */
export const NONE = '-';

export function orNone<Value>(value: Value | undefined, format: (value: Value) => string): string {
  return value === undefined ? NONE : format(value);
}

/** Sentences, joined and broken into lines. */
export function paragraph(...sentences: readonly (string | undefined)[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of sentences
    .filter((sentence) => sentence !== undefined)
    .join(' ')
    .split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Aligned columns: the first one to the left, the others, which are numbers, to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => all.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0));
  return all
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

/** A value a line, each with its name before it and a remark after it. */
export function values(rows: readonly (readonly [name: string, value: string, remark?: string])[]): string {
  const nameWidth = rows.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  const valueWidth = rows.reduce((widest, [, value]) => Math.max(widest, value.length), 0);
  return rows
    .map(([name, value, remark = '']) =>
      [name.padEnd(nameWidth), ...(valueWidth === 0 ? [] : [value.padStart(valueWidth)]), remark].join('  ').trimEnd(),
    )
    .join('\n');
}
