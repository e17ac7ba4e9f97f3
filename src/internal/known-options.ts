import { shown } from './check.js';
import { requireOptions } from './estimate.js';

/** Refuses an option that does not exist: most likely a slip of the pen, and without a word it would change the result. */
export function requireKnownOptions(options: object, known: readonly string[], caller: string): void {
  requireOptions(options, caller);
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const given = name.toLowerCase();
    const unlike = (other: string) => Math.abs(other.length - name.length);
    const [meant] = known
      .filter((other) => given.startsWith(other.toLowerCase()) || other.toLowerCase().startsWith(given))
      .sort((a, b) => unlike(a) - unlike(b));
    const hint = meant === undefined ? `, only ${known.join(', ')}` : `: did you mean ${meant}?`;
    throw new TypeError(`${caller}: there is no option ${shown(name)}${hint}`);
  }
}
