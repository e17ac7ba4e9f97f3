import fc from 'fast-check';

// A failing law prints its seed and its shrunk example: keep the example with the law (its `examples`).
fc.configureGlobal({ numRuns: Number(process.env['CUSTOMETRY_RUNS']) });
