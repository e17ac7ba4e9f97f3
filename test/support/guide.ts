import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** What a guide says, to be held against what was computed. */
export interface Guide {
  /** These words stand in it, wherever its lines end. */
  readonly says: (words: string) => void;
  /** The numbers that the groups of a pattern have found. */
  readonly numbers: (pattern: RegExp) => number[];
}

export function guide(name: string): Guide {
  const text = readFileSync(new URL(`../../docs/guides/${name}.md`, import.meta.url), 'utf8').replace(/\s+/g, ' ');
  return {
    says: (words) => {
      // Not `toContain`, which would print the whole guide.
      expect(text.includes(words), `${name}.md says: ${words}`).toBe(true);
    },
    numbers: (pattern) => {
      const found = pattern.exec(text);
      if (found === null) throw new Error(`${name}.md does not say ${pattern}`);
      return found.slice(1).map((digits) => Number(digits.replaceAll(',', '')));
    },
  };
}

/** As guides write a number: 1,882 and −9,582.4. */
export const written = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−');
export const percent = (share: number, digits = 0): string => `${(100 * share).toFixed(digits)}%`;
