import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10, type NpsScale } from 'custometry';
import { endOfDay, INSTANT_FORMATS, readInstant } from '../calendar.js';
import type { Column, Columns, TableFile } from './csv.js';
import { mistake } from './mistake.js';

/** What the user asked for. */
export interface Options {
  /** Whether no file is given, so that the report is on the sample data. */
  readonly isSample: boolean;
  readonly ratings?: RatingsFile | undefined;
  readonly counts?: CountsFile | undefined;
  readonly orders?: OrdersFile | undefined;
  readonly assumptions: Assumptions;
}

export interface RatingsFile extends TableFile {
  readonly columns: Columns<'customer' | 'date' | 'segment' | 'rating'>;
  readonly scale: NpsScale;
  readonly until: number | undefined;
}

export interface CountsFile extends TableFile {
  readonly columns: Columns<'segment' | 'region' | 'period' | 'promoters' | 'passives' | 'detractors' | 'responses'>;
}

export interface OrdersFile extends TableFile {
  readonly columns: Columns<'customer' | 'date' | 'amount'>;
  readonly until: number | undefined;
}

/** What the data cannot tell: the report prints each of them. */
export interface Assumptions {
  readonly scale: NpsScale;
  readonly points: number;
  readonly margin: number;
  readonly discountRate: number;
  readonly causalShare: number;
  readonly years: number;
  readonly costToServeSaving: number;
  /** `undefined` if nobody said. */
  readonly costNow: number | undefined;
  readonly costPerYear: number | undefined;
  /** `undefined` to measure it, if that is possible. */
  readonly spendUplift: number | undefined;
  readonly retentionUplift: number | undefined;
}

/** Reads the command line; `'help'` if it asks for help. */
export function readOptions(commandLine: readonly string[]): Options | 'help' {
  const parsed = parse(commandLine);
  if (parsed.help) return 'help';
  if (parsed.ratings !== undefined && parsed.counts !== undefined) {
    throw mistake('--ratings and --counts are two ways to give the same thing: choose one');
  }
  const isSample = parsed.ratings === undefined && parsed.counts === undefined && parsed.orders === undefined;
  requireFiles(parsed, isSample);

  // The sample data are a user's data like any other.
  const given = isSample ? { ...parsed, ratings: sampleFile('ratings.csv'), orders: sampleFile('orders.csv') } : parsed;
  const until = readUntil(given.until);
  const scale = readScale(given.scale);
  return {
    isSample,
    ratings: ratingsFile(given, scale, until),
    counts: countsFile(given),
    orders: ordersFile(given, until),
    assumptions: {
      scale,
      points: readNumber(given, 'points', 10, 0, 200),
      margin: readNumber(given, 'margin', 0.4, -1, 1),
      discountRate: readNumber(given, 'discount-rate', 0.1, 0, 1),
      causalShare: readNumber(given, 'causal-share', 0.5, 0, 1),
      years: readNumber(given, 'years', 3, 1, 100, true),
      costToServeSaving: readNumber(given, 'cost-to-serve-saving', 0, -Infinity, Infinity),
      costNow: readNumber(given, 'cost-now', undefined, 0, Infinity),
      costPerYear: readNumber(given, 'cost-per-year', undefined, 0, Infinity),
      spendUplift: readNumber(given, 'spend-uplift', undefined, -1, 1),
      retentionUplift: readNumber(given, 'retention-uplift', undefined, -1, 1),
    },
  };
}

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;

const FILES = ['ratings', 'counts', 'orders'] as const;
type FileName = (typeof FILES)[number];

const PARSED = {
  help: { ...FLAG, short: 'h' },
  ratings: TEXT,
  counts: TEXT,
  orders: TEXT,
  customer: TEXT,
  date: TEXT,
  segment: TEXT,
  rating: TEXT,
  amount: TEXT,
  period: TEXT,
  region: TEXT,
  promoters: TEXT,
  passives: TEXT,
  detractors: TEXT,
  responses: TEXT,
  delimiter: TEXT,
  'no-header': FLAG,
  'ratings-customer': TEXT,
  'ratings-date': TEXT,
  'ratings-delimiter': TEXT,
  'ratings-no-header': FLAG,
  'orders-customer': TEXT,
  'orders-date': TEXT,
  'orders-delimiter': TEXT,
  'orders-no-header': FLAG,
  'counts-delimiter': TEXT,
  'counts-no-header': FLAG,
  scale: TEXT,
  until: TEXT,
  points: TEXT,
  margin: TEXT,
  'discount-rate': TEXT,
  'causal-share': TEXT,
  years: TEXT,
  'cost-now': TEXT,
  'cost-per-year': TEXT,
  'cost-to-serve-saving': TEXT,
  'spend-uplift': TEXT,
  'retention-uplift': TEXT,
} as const;

type OptionName = keyof typeof PARSED;
type Given = { readonly [Name in OptionName]?: (typeof PARSED)[Name]['type'] extends 'string' ? string : boolean };

/** Without which file an option does nothing. An option that does nothing is a mistake that would go unseen. */
const NEEDS: { readonly [Name in OptionName]?: readonly FileName[] } = {
  customer: ['ratings', 'orders'],
  date: ['ratings', 'orders'],
  segment: ['ratings', 'counts'],
  rating: ['ratings'],
  amount: ['orders'],
  period: ['counts'],
  region: ['counts'],
  promoters: ['counts'],
  passives: ['counts'],
  detractors: ['counts'],
  responses: ['counts'],
  delimiter: FILES,
  'no-header': FILES,
  'ratings-customer': ['ratings'],
  'ratings-date': ['ratings'],
  'ratings-delimiter': ['ratings'],
  'ratings-no-header': ['ratings'],
  'orders-customer': ['orders'],
  'orders-date': ['orders'],
  'orders-delimiter': ['orders'],
  'orders-no-header': ['orders'],
  'counts-delimiter': ['counts'],
  'counts-no-header': ['counts'],
};

/** The same for what also makes sense on the sample data. */
const NEEDS_OR_SAMPLE: { readonly [Name in OptionName]?: readonly FileName[] } = {
  scale: ['ratings'],
  until: ['ratings', 'orders'],
  points: ['orders'],
  margin: ['orders'],
  'discount-rate': ['orders'],
  'causal-share': ['orders'],
  years: ['orders'],
  'cost-now': ['orders'],
  'cost-per-year': ['orders'],
  'cost-to-serve-saving': ['orders'],
  'spend-uplift': ['orders'],
  'retention-uplift': ['orders'],
};

function parse(commandLine: readonly string[]): Given {
  try {
    return parseArgs({ args: [...commandLine], options: PARSED, strict: true }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // The first sentence names the option; what follows is about positional arguments, of which there are none here.
    const [first = message] = message.split(/\.\s/);
    const isAmbiguous = message.includes('ambiguous');
    throw mistake(
      isAmbiguous ? `${first}; write --option=-1 for a value below 0` : `${first}; --help lists the options`,
    );
  }
}

function requireFiles(given: Given, isSample: boolean): void {
  for (const name of Object.keys(given) as OptionName[]) {
    const needed = NEEDS[name] ?? (isSample ? undefined : NEEDS_OR_SAMPLE[name]);
    if (needed === undefined || needed.some((file) => given[file] !== undefined)) continue;
    throw mistake(`--${name} needs ${needed.map((file) => `--${file} FILE`).join(' or ')}`);
  }
}

function readUntil(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = readInstant(text);
  if (instant === undefined) throw mistake(`--until must be ${INSTANT_FORMATS}, got ${JSON.stringify(text)}`);
  return endOfDay(instant);
}

function readScale(text = '0-10'): NpsScale {
  if (text === '0-10') return NPS_SCALE_0_TO_10;
  if (text === '1-10') return NPS_SCALE_1_TO_10;
  throw mistake(`--scale must be 0-10 or 1-10, got ${JSON.stringify(text)}`);
}

type NumberOption = { [Name in OptionName]: (typeof PARSED)[Name]['type'] extends 'string' ? Name : never }[OptionName];

function readNumber<Default extends number | undefined>(
  given: Given,
  name: NumberOption,
  unlessTold: Default,
  least: number,
  most: number,
  isWhole = false,
): number | Default {
  const text = given[name];
  if (text === undefined) return unlessTold;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && value >= least && value <= most && !(isWhole && value % 1)) return value;
  const kind = isWhole ? 'a whole number' : 'a number';
  const range = most === Infinity ? (least === 0 ? ', 0 or more' : '') : ` from ${least} to ${most}`;
  const hint = most === 1 && value > 1 && value <= 100 ? `: did you mean ${value / 100}?` : '';
  throw mistake(`--${name} must be ${kind}${range}, got ${JSON.stringify(text)}${hint}`);
}

function sampleFile(name: string): string {
  return relative(process.cwd(), join(import.meta.dirname, '..', '..', 'sample-data', name));
}

function ratingsFile(given: Given, scale: NpsScale, until: number | undefined): RatingsFile | undefined {
  const file = tableFile(given, 'ratings');
  if (file === undefined) return undefined;
  const column = columnReader(given, 'ratings', file.header);
  const columns = {
    customer: column('customer', given.orders !== undefined),
    date: column('date'),
    segment: column('segment', false),
    rating: column('rating'),
  };
  return { ...file, columns, scale, until };
}

function countsFile(given: Given): CountsFile | undefined {
  const file = tableFile(given, 'counts');
  if (file === undefined) return undefined;
  const column = columnReader(given, 'counts', file.header);
  const columns = {
    segment: column('segment', false),
    // Not by default: it is for splitting a change, which only makes sense by a segmentation that is meant.
    region: given.region === undefined ? NOT_READ : column('region'),
    period: column('period', false),
    promoters: column('promoters'),
    passives: column('passives'),
    detractors: column('detractors'),
    // Not by default: that it is given says that the three columns are shares.
    responses: given.responses === undefined ? NOT_READ : column('responses'),
  };
  return { ...file, columns };
}

function ordersFile(given: Given, until: number | undefined): OrdersFile | undefined {
  const file = tableFile(given, 'orders');
  if (file === undefined) return undefined;
  const column = columnReader(given, 'orders', file.header);
  const columns = { customer: column('customer'), date: column('date'), amount: column('amount') };
  return { ...file, columns, until };
}

function tableFile(given: Given, file: FileName): TableFile | undefined {
  const path = given[file];
  if (path === undefined) return undefined;
  const delimiter = given[`${file}-delimiter`] ?? given.delimiter ?? ',';
  if (delimiter !== 'tab' && delimiter !== 'whitespace' && delimiter.length !== 1) {
    throw mistake(`--delimiter must be one character, tab or whitespace, got ${JSON.stringify(delimiter)}`);
  }
  const header = !(given[`${file}-no-header`] ?? given['no-header'] ?? false);
  return { path, delimiter: delimiter === 'tab' ? '\t' : delimiter, header };
}

const NOT_READ: Column = { name: undefined, required: false, option: '' };

type ColumnName = keyof RatingsFile['columns'] | keyof CountsFile['columns'] | keyof OrdersFile['columns'];

function columnReader(
  given: Given,
  file: FileName,
  header: boolean,
): (column: ColumnName, isRequired?: boolean) => Column {
  return (column, isRequired = true) => {
    const special = given[`${file}-${column}` as OptionName];
    const name = typeof special === 'string' ? special : given[column];
    const option = `--${typeof special === 'string' ? `${file}-` : ''}${column}`;
    if (!header && name === undefined && isRequired) {
      throw mistake(`--no-header tells columns by position: ${option} is needed, such as ${option} 1 for the first`);
    }
    if (!header && name !== undefined && !/^[1-9]\d*$/.test(name)) {
      throw mistake(`${option} must be the position of a column, 1 for the first, got ${JSON.stringify(name)}`);
    }
    return { name: name ?? (header ? column : undefined), required: isRequired || name !== undefined, option };
  };
}
