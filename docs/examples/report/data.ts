import type { NpsCounts } from 'custometry';

/** What the report is made from: all that is known once the files are read. */
export interface ReportData {
  /** Whether this is the sample data that comes with the report. */
  readonly isSample: boolean;
  readonly ratings?: Ratings | undefined;
  readonly counts?: Counts | undefined;
  readonly orders?: Orders | undefined;
}

export interface Ratings {
  /** The file, as the report names it. */
  readonly source: string;
  readonly rows: readonly Rating[];
  /** Up to when the rows are complete: milliseconds since 1970. */
  readonly until: number;
  /** Rows without a rating: people who were asked and did not answer. */
  readonly unanswered: number;
  /** Rows later than `until`, which are left out. */
  readonly later: number;
}

export interface Rating {
  /** `undefined` where the file does not say. */
  readonly customer: string | undefined;
  readonly segment: string | undefined;
  readonly instant: number;
  readonly rating: number;
}

export interface Orders {
  readonly source: string;
  readonly rows: readonly Order[];
  readonly until: number;
  readonly later: number;
}

export interface Order {
  readonly customer: string;
  readonly instant: number;
  /** Below 0 for a refund. */
  readonly amount: number;
}

export interface Counts {
  readonly source: string;
  readonly rows: readonly CountsRow[];
  /** Whether the file has shares, which were turned into counts by the number of responses. */
  readonly areShares: boolean;
  /** Whether the shares are all whole percentages. */
  readonly areRounded: boolean;
  /** Whether the user named a column of regions. */
  readonly haveRegions: boolean;
}

/** Ratings that somebody else has counted. */
export interface CountsRow {
  readonly segment: string | undefined;
  /** A coarser segment, if the user named its column. */
  readonly region: string | undefined;
  readonly period: string | undefined;
  /** Counts, or shares where `responses` is not known: the score of the row is the same. */
  readonly counts: NpsCounts;
  /** `undefined` if the file does not say: the row then has a score and no weight in a total. */
  readonly responses: number | undefined;
}
