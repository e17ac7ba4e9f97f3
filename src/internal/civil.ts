/**
 * The proleptic Gregorian calendar in whole numbers: days and months counted from 1 January 1970, before it negative.
 * Years are counted from March, so that the leap day is the last of its year.
 *
 * @see Howard Hinnant (2013), chrono-Compatible Low-Level Date Algorithms, days_from_civil and civil_from_days.
 */

/** The month in which a day lies. */
export function monthOf(day: number): number {
  // Days since 1 March of the year 0, and within 400 years, which are 146,097 days.
  const days = day + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - 146_097 * era;
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const year = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return 12 * (400 * era + year) + Math.floor((5 * ofYear + 2) / 153) - 23_638;
}

/** The first day of a month. */
export function firstDayOf(month: number): number {
  // Months since March of the year 0. From March on, 31, 30, 31, 30 and 31 days repeat.
  const months = month + 23_638;
  const year = Math.floor(months / 12);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leaps + Math.floor((153 * (months - 12 * year) + 2) / 5) - 719_468;
}
