/**
 * Benchmarks, on the built package: `npm run bench`, or only some of them: `npm run bench -- models history`. Machines are
 * noisy: compare ratios within one run, and each size with the next, which shows how the time grows.
 */
import { history } from './history.js';
import { models } from './models/models.js';
import { money } from './money.js';
import { nps } from './nps.js';
import { retention } from './retention.js';
import { uncertainty } from './uncertainty.js';

const domains = new Map(Object.entries({ nps, retention, history, models, money, uncertainty }));
const names = process.argv.slice(2);
const unknown = names.filter((name) => !domains.has(name));
if (unknown.length > 0) {
  throw new RangeError(`there are benchmarks of ${[...domains.keys()].join(', ')}, and none of ${unknown.join(', ')}`);
}
for (const [name, run] of domains) if (names.length === 0 || names.includes(name)) await run();
