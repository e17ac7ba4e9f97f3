import { bgNbd, groupHistories, purchaseHistories } from 'custometry';
import { compare } from './measure.js';

/** Orders to histories, and histories to groups. */
export async function history(): Promise<void> {
  const [from, to] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
  // Ten orders a customer over three years, in the order of time.
  const orderAt = (index: number, size: number) => ({
    who: Math.imul(index, 7919) % (size / 10),
    at: from + Math.floor((index / size) * (to - from)),
    paid: 1 + (index % 100),
  });
  for (const size of [1_000, 100_000, 1_000_000, 10_000_000]) {
    const orders = Array.from({ length: size }, (_, index) => orderAt(index, size));
    function* stream() {
      for (let index = 0; index < size; index++) yield orderAt(index, size);
    }
    const read = {
      customer: (order: { who: number }) => order.who,
      time: (order: { at: number }) => order.at,
      value: (order: { paid: number }) => order.paid,
      end: to,
      timeUnit: 'week',
    } as const;
    await compare(`histories of ${size.toLocaleString('en')} orders`, size, {
      'purchaseHistories of an array': () => purchaseHistories(orders, read),
      'purchaseHistories of a generator': () => purchaseHistories(stream(), read),
      'purchaseHistories, exact times': () => purchaseHistories(orders, { ...read, sameDay: 'keep' }),
      'purchaseHistories, days in Kyiv': () => purchaseHistories(orders, { ...read, timeZone: 'Europe/Kyiv' }),
      'for scale: a Map of the customers': () => {
        const ids = new Map<number, number>();
        for (const { who } of orders) if (!ids.has(who)) ids.set(who, ids.size);
        return ids;
      },
    });
  }

  for (const size of [1_000, 100_000, 1_000_000, 10_000_000]) {
    // To the last digit, where no two are alike, and in days.
    const observed = Float64Array.from({ length: size }, (_, i) => 27 + 12 * ((i * 0.6180339887498949) % 1));
    const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const exact = bgNbd.simulate(parameters, { observed }).histories;
    const inDays = (column: ArrayLike<number>) => Float64Array.from(column, (time) => Math.ceil(7 * time) / 7);
    const days = {
      repeats: exact.repeats,
      lastRepeat: inDays(exact.lastRepeat),
      observed: inDays(exact.observed),
    };
    await compare(`groups of ${size.toLocaleString('en')} customers`, size, {
      'groupHistories, days': () => groupHistories(days),
      'groupHistories, all different': () => groupHistories(exact),
    });
  }
}
