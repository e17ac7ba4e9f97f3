import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { scenarioTable } from '../../src/index.js';
import { amount } from '../support/arbitraries.js';
import { law } from '../support/law.js';

describe('scenarioTable', () => {
  law(
    'a line is one call of the model: output = model(base with the changes)',
    [
      fc.record({ a: amount(), b: amount() }),
      fc.dictionary(fc.string({ minLength: 1 }), fc.record({ a: amount(), b: amount() }, { requiredKeys: [] })),
    ],
    (base, scenarios) => {
      const model = ({ a, b }: { readonly a: number; readonly b: number }) => a - 2 * b;
      const table = scenarioTable(model, base, scenarios);
      expect(table.map(({ name }) => name)).toEqual(Object.keys(scenarios));
      for (const { name, inputs, output } of table) {
        const { a = base.a, b = base.b } = scenarios[name] ?? {};
        expect(inputs).toEqual({ a, b });
        expect(output).toBe(model({ a, b }));
      }
    },
  );
});
