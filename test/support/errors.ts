import { expect } from 'vitest';

/** What a plain JavaScript caller can pass where a type says otherwise. */
export const untyped = <T>(value: unknown): T => value as T;

/** Expects exactly this kind of error with exactly this message: `expectError(() => …, 'RangeError: message')`. */
export function expectError(act: () => unknown, error: string): void {
  let thrown: unknown;
  try {
    act();
  } catch (caught) {
    thrown = caught;
  }
  expect(String(thrown)).toBe(error);
  expect(thrown).toBeInstanceOf(error.startsWith('RangeError') ? RangeError : TypeError);
}
