import { shown } from './check.js';
import { requireOptions } from './estimate.js';

/**
 * Refuses an option that does not exist: most likely a slip of the pen, and without a word it would change the result. `meant`
 * says what those of other functions are here.
 */
export function requireKnownOptions(
  options: object,
  known: readonly string[],
  caller: string,
  meant?: { readonly [name: string]: string },
): void {
  requireOptions(options, caller);
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const given = name.toLowerCase();
    const unlike = (other: string) => Math.abs(other.length - name.length);
    const [alike] = known
      .filter((other) => given.startsWith(other.toLowerCase()) || other.toLowerCase().startsWith(given))
      .sort((a, b) => unlike(a) - unlike(b));
    const like = meant !== undefined && Object.hasOwn(meant, name) ? meant[name] : alike;
    const hint = like === undefined ? `, only ${known.join(', ')}` : `: did you mean ${like}?`;
    throw new TypeError(`${caller}: there is no option ${shown(name)}${hint}`);
  }
}
