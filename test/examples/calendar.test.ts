import { describe, expect, it } from 'vitest';
import { lastCompleteQuarter, quarterName, quarterOf, readInstant } from '../../docs/examples/report/calendar.js';

describe('readInstant', () => {
  it.each([
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['20240229', Date.UTC(2024, 1, 29)],
    ['2024-02-29T13:45', Date.UTC(2024, 1, 29, 13, 45)],
    ['2024-02-29 13:45:10.25', Date.UTC(2024, 1, 29, 13, 45, 10)],
    ['2024-02-29T13:45:10Z', Date.UTC(2024, 1, 29, 13, 45, 10)],
    ['2024-12-31T23:30:00-01:00', Date.UTC(2025, 0, 1, 0, 30)],
    ['2024-01-01T00:30:00+0530', Date.UTC(2023, 11, 31, 19, 0)],
  ])('reads %s', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '20230431',
    '2024-13-01',
    '2024-00-10',
    '2024-1-5',
    '2024-0105',
    '202401-05',
    '05.01.2024',
    '01/05/2024',
    '2024-01-05T24:00',
    '2024-01-05T12',
    '2024-01-05T12:60',
    '2024-01-05 trailing',
    '0204-01-05',
    '2024',
    '1704412800000',
    '',
  ])('refuses %j', (text) => {
    expect(readInstant(text)).toBeUndefined();
  });
});

describe('quarters', () => {
  it('follow each other across years', () => {
    expect(quarterName(quarterOf(Date.UTC(2023, 11, 31)))).toBe('2023 Q4');
    expect(quarterName(quarterOf(Date.UTC(2023, 11, 31)) + 1)).toBe('2024 Q1');
  });

  it('are complete with their last day, at any time of that day', () => {
    expect(quarterName(lastCompleteQuarter(Date.UTC(2024, 2, 31)))).toBe('2024 Q1');
    expect(quarterName(lastCompleteQuarter(Date.UTC(2024, 2, 31, 23, 59)))).toBe('2024 Q1');
    expect(quarterName(lastCompleteQuarter(Date.UTC(2024, 2, 30, 23, 59)))).toBe('2023 Q4');
  });
});
