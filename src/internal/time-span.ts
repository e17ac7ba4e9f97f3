import { refuse } from './check.js';
import { type Instant, readInstant } from './instant.js';
import type { TimeZone } from './time-zone.js';

/** A span of time, half open: the instant `from` is in it, `to` is not. Spans that follow each other share that instant. */
export interface TimeSpan {
  /** The first instant of the span. */
  readonly from: Instant;
  /** The first instant after the span: later than `from`. */
  readonly to: Instant;
}

/** The ends of a span, in epoch milliseconds. */
export function readTimeSpan(span: TimeSpan, argument: string, zone?: TimeZone): [from: number, to: number] {
  const from = readInstant(span?.from, `${argument}.from`, zone);
  const to = readInstant(span.to, `${argument}.to`, zone);
  if (to <= from) refuse(shownInstant(to), `${argument}.to`, `after from (${shownInstant(from)})`, '', 'string');
  return [from, to];
}

/** An instant as a message shows it. */
export function shownInstant(instant: number): string {
  return new Date(instant).toISOString();
}
