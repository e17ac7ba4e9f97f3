import fc from 'fast-check';

const runs = Number(process.env['CUSTOMETRY_RUNS']);
// Zero runs would try nothing and pass.
if (!Number.isInteger(runs) || runs < 1) throw new Error('CUSTOMETRY_RUNS must be a whole number of at least 1');

const seed = process.env['CUSTOMETRY_SEED'];
if (seed !== 'random' && !Number.isInteger(Number(seed || Number.NaN))) {
  throw new Error("CUSTOMETRY_SEED must be a whole number or 'random'");
}

// A failing law prints its seed and its shrunk example: keep the example with the law (its `examples`).
fc.configureGlobal({ numRuns: runs, ...(seed === 'random' ? {} : { seed: Number(seed) }) });
