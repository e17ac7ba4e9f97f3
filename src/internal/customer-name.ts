import { refuse } from './check.js';
import type { Unusable } from './rows.js';

/**
 * Why a value is no customer, where it is none: rows without a name would all be one and the same customer, and a very
 * active one.
 */
export function unusableName(name: unknown): Unusable | undefined {
  return name !== undefined && name !== null && name !== '' && !Number.isNaN(name) ? undefined : unusable(name);
}

/** Apart, so that no room is made for what it remembers of names that are usable. */
function unusable(name: unknown): Unusable {
  return {
    reader: 'customer',
    refuse: (argument) => refuse(name, argument, 'a name or a number', '', name === '' ? 'string' : 'number'),
  };
}
