/**
 * A number that is often quoted about customers and experience, with what one needs to know before quoting it.
 */
export interface ExperienceClaim {
  /** The number, or the low end of its range. */
  readonly low: number;
  /** The same number, or the high end of its range. */
  readonly high: number;
  /** What it is a number of. */
  readonly unit: string;
  /** What it is compared with. */
  readonly comparator: string;
  /** Where it was published. */
  readonly source: string;
  /** What it does not show. */
  readonly caveat: string;
}

const KRISS = 'Kriss (2014), The Value of Customer Experience, Quantified, Harvard Business Review';
const MARKETING_METRICS = 'Farris et al. (2006), Marketing Metrics';
const SAID_NOT_MEASURED = 'A rule of thumb without data.';

/**
 * The famous numbers of customer experience, to cite and to doubt. No function of this library uses any of them as a
 * default: measure your own customers.
 *
 * @example
 * ```ts
 * import { experienceClaims } from 'custometry';
 *
 * experienceClaims.spendAfterBestExperience.high; // => 2.4
 * experienceClaims.renewalAfterBestExperience.low; // => 0.74
 * ```
 * @see Peter Kriss (2014), "The Value of Customer Experience, Quantified", Harvard Business Review, 1 August 2014;
 * Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2006), Marketing Metrics; Amy Gallo (2014),
 * "The Value of Keeping the Right Customers", Harvard Business Review, 29 October 2014; Frederick F. Reichheld and
 * W. Earl Sasser (1990), "Zero Defections: Quality Comes to Services", Harvard Business Review 68(5), 105-111; Frederick
 * F. Reichheld and Phil Schefter (2000), "E-Loyalty: Your Secret Weapon on the Web", Harvard Business Review 78(4); for a
 * critique of these two, Robert East, Kathy Hammond and Philip Gendall (2006), "Fact and Fallacy in Retention Marketing",
 * Journal of Marketing Management 22(1-2), 5-23.
 */
export const experienceClaims: {
  /** Customers with the best past experience spend 2.4 times as much as those with the poorest: "140% more". */
  readonly spendAfterBestExperience: ExperienceClaim;
  /** 74% of members with the best experience are still members a year later: a probability, often misquoted as "+74%". */
  readonly renewalAfterBestExperience: ExperienceClaim;
  /** 43% of members with the poorest experience are still members a year later. */
  readonly renewalAfterPoorestExperience: ExperienceClaim;
  /** A sale to an existing customer is said to succeed in 60-70% of cases. */
  readonly saleToExistingCustomer: ExperienceClaim;
  /** A sale to a new prospect is said to succeed in 5-20% of cases. */
  readonly saleToNewProspect: ExperienceClaim;
  /** Winning a customer is said to cost 5 to 25 times as much as keeping one. */
  readonly acquisitionToRetentionCost: ExperienceClaim;
  /** 5 points more retention are said to bring 25-95% more profit. */
  readonly profitFromRetention: ExperienceClaim;
} = /* @__PURE__ */ Object.freeze({
  spendAfterBestExperience: /* @__PURE__ */ claim(
    2.4,
    2.4,
    'times the yearly spend',
    'poorest past experience',
    KRISS,
    'One firm; best against poorest, adjusted by regression. No trial, and not what a programme gains.',
  ),
  renewalAfterBestExperience: /* @__PURE__ */ claim(
    0.74,
    0.74,
    'probability of still being a member a year later',
    'poorest: 0.43',
    KRISS,
    'One subscription firm, top two scores. A probability, not +74%.',
  ),
  renewalAfterPoorestExperience: /* @__PURE__ */ claim(
    0.43,
    0.43,
    'probability of still being a member a year later',
    'best: 0.74',
    KRISS,
    'One subscription firm, lowest score.',
  ),
  saleToExistingCustomer: /* @__PURE__ */ claim(
    0.6,
    0.7,
    'probability of a sale',
    'new prospect: 0.05-0.2',
    MARKETING_METRICS,
    SAID_NOT_MEASURED,
  ),
  saleToNewProspect: /* @__PURE__ */ claim(
    0.05,
    0.2,
    'probability of a sale',
    'existing customer: 0.6-0.7',
    MARKETING_METRICS,
    SAID_NOT_MEASURED,
  ),
  acquisitionToRetentionCost: /* @__PURE__ */ claim(
    5,
    25,
    'times the cost',
    'keeping a customer',
    'Gallo (2014), The Value of Keeping the Right Customers, Harvard Business Review',
    'Cites no study; some texts say 7-20.',
  ),
  profitFromRetention: /* @__PURE__ */ claim(
    0.25,
    0.95,
    'relative gain in profit',
    '5 points less retention',
    'Reichheld and Schefter (2000), E-Loyalty; Reichheld and Sasser (1990), Zero Defections (25-85%)',
    'Computed, not observed: value per customer if 5 points fewer leave (10% to 5% is half). See East et al. (2006).',
  ),
});

function claim(
  low: number,
  high: number,
  unit: string,
  comparator: string,
  source: string,
  caveat: string,
): ExperienceClaim {
  return Object.freeze({ low, high, unit, comparator, source, caveat });
}
