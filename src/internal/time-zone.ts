import { refuse } from './check.js';

/** What the clocks of a place show. Local times are milliseconds, too: the instant at which UTC shows the same. */
export interface TimeZone {
  readonly toLocal: (instant: number) => number;
  /** The first instant at which the clocks show this time or a later one. */
  readonly toInstant: (local: number) => number;
}

export const DAY = 86_400_000;
/** The furthest instants that a `Date` can hold, before and after 1970. */
export const FURTHEST = 8.64e15;

export const UTC: TimeZone = { toLocal: (instant) => instant, toInstant: (local) => local };

/** An offset from UTC that is in force from an instant to another. */
type Piece = readonly [from: number, to: number, offset: number];

/**
 * The clocks are followed in pieces of two days, found when they are first needed: two changes of an offset in one
 * piece would be overlooked, and the nearest ones on record are four days apart (Freetown, September 1939).
 */
const PIECE = 172_800_000;

/** A time zone by its IANA name; UTC unless told. */
export function timeZoneOf(name: string | undefined, caller: string): TimeZone {
  if (name === undefined || name === 'UTC') return UTC;
  const argument = `${caller}: timeZone`;
  const allowed = 'an IANA time zone that this engine knows, such as "Europe/Kyiv"';
  if (typeof name !== 'string') refuse(name, argument, allowed, '', 'string');
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    refuse(name, argument, allowed, '', 'string');
  }
  const known = new Map<number, readonly Piece[]>();
  let current: Piece = [0, 0, 0];

  const piecesFrom = (index: number): readonly Piece[] => {
    let pieces = known.get(index);
    if (pieces === undefined) {
      pieces = findPieces(format, PIECE * index, PIECE * (index + 1));
      known.set(index, pieces);
    }
    return pieces;
  };

  return {
    toLocal: (instant) => {
      if (!(instant >= current[0] && instant < current[1])) {
        const pieces = piecesFrom(Math.floor(instant / PIECE));
        current = pieces[+(instant >= (pieces[0] as Piece)[1])] as Piece;
      }
      return instant + current[2];
    },
    toInstant: (local) => {
      // No clock is a day from UTC. The last piece is always reached: it ends two days later at least.
      for (let index = Math.floor((local - DAY) / PIECE); ; index++) {
        for (const [from, to, offset] of piecesFrom(index)) {
          const instant = Math.max(from, local - offset);
          if (instant < to) return instant;
        }
      }
    },
  };
}

/** One piece, or two where the offset changes in between: to the second, which is as fine as offsets are. */
function findPieces(format: Intl.DateTimeFormat, from: number, to: number): readonly Piece[] {
  const [before, after] = [offsetAt(format, from), offsetAt(format, to)];
  if (before === after) return [[from, to, before]];
  let [low, high] = [from, to];
  while (high - low > 1000) {
    const middle = low + 1000 * Math.floor((high - low) / 2000);
    if (offsetAt(format, middle) === before) low = middle;
    else high = middle;
  }
  return [
    [from, high, before],
    [high, to, after],
  ];
}

/** What is added to an instant on a whole second to have the local time. */
function offsetAt(format: Intl.DateTimeFormat, instant: number): number {
  // Beyond what a Date can hold the clocks stay as they are.
  const date = new Date(Math.max(-FURTHEST, Math.min(FURTHEST, instant)));
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(date)) shown[type] = Number(value);
  const { day = 0, hour = 0, minute = 0, second = 0 } = shown;
  const days = day - date.getUTCDate();
  // The clocks are less than a day from UTC: from the 31st to the 1st, it is the next day, and the other way round.
  const nextDay = days > 1 ? -1 : days < -1 ? 1 : days;
  const seconds = 3600 * (hour - date.getUTCHours()) + 60 * (minute - date.getUTCMinutes());
  return DAY * nextDay + 1000 * (seconds + second - date.getUTCSeconds());
}
