/**
 * Writes the sample data, ratings.csv and orders.csv: two years of an imaginary shop that delivers coffee.
 *
 *     tsx docs/examples/sample-data/simulate.ts [FOLDER]
 *
 * Each customer has a mood that nobody sees. It shows in the ratings, and it also makes them order sooner, spend more
 * and stay longer: so the two files tell one story, and in this shop (as in no real one) better moods really are the
 * cause. The same seed gives the same bytes on every engine: the random numbers are integers, and only operations that
 * IEEE 754 defines to the last bit are used (no logarithm, no sine).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SEED = 20230101;
const FIRST_DAY = Date.UTC(2023, 0, 1);
const DAYS = 731;
const DAY = 86_400_000;
const CUSTOMERS = 2400;
/** This many are customers from the beginning; the others join on any day. */
const EARLY_CUSTOMERS = 1100;
const DAYS_BETWEEN_SURVEYS = 150;
const RESPONSE_RATE = 0.45;

interface Segment {
  readonly name: string;
  readonly share: number;
  readonly orderValue: number;
  readonly mood: number;
  /** How much the mood rises when delivery to the door gets better, on day 456 (1 April 2024). */
  readonly improvement: number;
}

const SEGMENTS: readonly Segment[] = [
  { name: 'Home', share: 0.6, orderValue: 28, mood: 0.1, improvement: 0.5 },
  { name: 'Office', share: 0.25, orderValue: 46, mood: 0.5, improvement: 0 },
  { name: 'Restaurant', share: 0.15, orderValue: 64, mood: -0.5, improvement: 0 },
];
const IMPROVEMENT_DAY = 456;

interface Row {
  readonly day: number;
  readonly text: string;
}

function simulate(): { ratings: string; orders: string } {
  const random = randomNumbers(SEED);
  // Four uniform numbers add up to a good enough bell; scaled to mean 0 and standard deviation 1.
  const bell = (): number => (random() + random() + random() + random() - 2) * 1.7320508;
  const ratings: Row[] = [];
  const orders: Row[] = [];

  for (let index = 0; index < CUSTOMERS; index++) {
    const customer = `C${String(index + 1).padStart(4, '0')}`;
    const segment = pickSegment(random());
    const ownMood = segment.mood + bell();
    const ownGap = 28 + 16 * random();
    let surveyed = -DAYS;
    let day = index < EARLY_CUSTOMERS ? Math.floor(ownGap * random()) : Math.floor(DAYS * random());
    while (day < DAYS) {
      const mood = ownMood + (day >= IMPROVEMENT_DAY ? segment.improvement : 0);
      const cents = Math.round(segment.orderValue * (0.6 + 0.8 * random()) * (1 + 0.06 * mood) * 100);
      orders.push({ day, text: `${customer},${date(day)},${(cents / 100).toFixed(2)}` });

      if (day - surveyed >= DAYS_BETWEEN_SURVEYS) {
        surveyed = day;
        const answers = random() < RESPONSE_RATE;
        const answerDay = day + 1 + Math.floor(7 * random());
        const rating = clamp(Math.round(7.8 + 1.5 * mood + bell()), 0, 10);
        if (answers && answerDay < DAYS) {
          ratings.push({ day: answerDay, text: `${customer},${date(answerDay)},${segment.name},${rating}` });
        }
      }

      if (random() < clamp(0.036 - 0.02 * mood, 0.004, 0.12)) break;
      const gap = ownGap * (0.7 + 0.6 * random()) * (1 - 0.05 * mood);
      day += Math.max(1, Math.round(gap));
    }
  }
  return { ratings: csv('customer,date,segment,rating', ratings), orders: csv('customer,date,amount', orders) };
}

function pickSegment(chance: number): Segment {
  let below = 0;
  for (const segment of SEGMENTS) {
    below += segment.share;
    if (chance < below) return segment;
  }
  return SEGMENTS[0] as Segment;
}

function date(day: number): string {
  return new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** In order of time; the sort is stable, so that a day's rows stay in order of customer. */
function csv(header: string, rows: readonly Row[]): string {
  const lines = rows.toSorted((a, b) => a.day - b.day).map((row) => row.text);
  return `${[header, ...lines].join('\n')}\n`;
}

/**
 * Uniform random numbers from 0 to below 1.
 *
 * @see Tommy Ettinger (2017), "mulberry32", a generator with 32 bits of state, in the public domain.
 */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const folder = process.argv[2] ?? import.meta.dirname;
const { ratings, orders } = simulate();
writeFileSync(join(folder, 'ratings.csv'), ratings);
writeFileSync(join(folder, 'orders.csv'), orders);
