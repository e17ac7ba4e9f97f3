import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { domains, entryPoints, type Packed, pack, root, run } from './packed.js';

let packed: Packed;

beforeAll(async () => {
  packed = await pack();
}, 120_000);

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const specifiers = entryPoints().map((path) => path.replace('.', 'custometry'));

describe('what is in the package', () => {
  test('the build, the manifest, the readme and the licence', () => {
    const others = packed.files.filter((file) => !file.startsWith('dist/'));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(packed.files.filter((file) => !/\.(js|cjs|d\.ts|d\.cts)$|^LICENSE$|\.md$|\.json$/.test(file))).toEqual([]);
  });

  test('no dependencies, no side effects, and a subpath for each domain', () => {
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies']) {
      expect(manifest[kind]).toBeUndefined();
    }
    expect(manifest.sideEffects).toBe(false);
    expect(entryPoints().toSorted()).toEqual(['.', ...domains().map((domain) => `./${domain}`)].toSorted());
  });

  test('publint finds nothing', async () => {
    const file = readFileSync(packed.tarball);
    const tarball = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('are the types wrong? No: not for Node’s resolution, not for bundlers', async () => {
    // The node16 profile leaves out Node 10’s resolution, which knows no subpath exports.
    await run('@arethetypeswrong/cli/dist/index.js', [packed.tarball, '--profile', 'node16', '--quiet'], root);
  });
});

describe('how it is imported', () => {
  test.each(specifiers)('%s is the same from ECMAScript modules and from CommonJS', async (specifier) => {
    const names = `JSON.stringify(Object.keys(custometry).toSorted())`;
    const fromModule = join(packed.consumer, 'names.mjs');
    const fromCommonJs = join(packed.consumer, 'names.cjs');
    writeFileSync(fromModule, `import * as custometry from '${specifier}';\nconsole.log(${names});\n`);
    writeFileSync(fromCommonJs, `const custometry = require('${specifier}');\nconsole.log(${names});\n`);
    const exported = JSON.parse(await run(fromModule, [], packed.consumer));
    expect(exported.length).toBeGreaterThan(0);
    expect(JSON.parse(await run(fromCommonJs, [], packed.consumer))).toEqual(exported);
  });

  test('the root has every export of every domain, and nothing else', async () => {
    const resolve = createRequire(join(packed.consumer, 'package.json')).resolve;
    const names = async (specifier: string) =>
      Object.keys(await import(/* @vite-ignore */ pathToFileURL(resolve(specifier)).href)).filter(
        (name) => name !== 'default' && name !== 'module.exports',
      );
    const ofDomains = await Promise.all(specifiers.filter((specifier) => specifier !== 'custometry').map(names));
    expect((await names('custometry')).toSorted()).toEqual(ofDomains.flat().toSorted());
  });

  test('the root has every type of every domain, too', () => {
    const dist = join(packed.consumer, 'node_modules/custometry/dist');
    const entries = entryPoints().map((path) => join(dist, path, 'index.d.ts'));
    const program = ts.createProgram(entries, { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 });
    const checker = program.getTypeChecker();
    const exported = new Map(
      entries.map((entry) => {
        const symbol = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile);
        return [entry, checker.getExportsOfModule(symbol as ts.Symbol).map(({ name }) => name)];
      }),
    );
    const [root, ...ofDomains] = entries.map((entry) => exported.get(entry) ?? []);
    // Domains share some types, such as options.
    expect(root?.toSorted()).toEqual([...new Set(ofDomains.flat())].toSorted());
    expect(root?.length).toBeGreaterThan(25);
  });

  test('it runs in an engine without Node’s and the browser’s globals', async () => {
    const code = `
      import * as custometry from 'custometry';
      const counts = custometry.npsCounts(Uint8Array.of(10, 9, 8, 3, 7, 10, 0, 10));
      globalThis.results = [
        custometry.netPromoterScore(counts),
        custometry.convertChurnRate(0.05, { from: 1, to: 12 }),
        custometry.recurringLifetimeValue({ margin: 1, retention: 0, discountRate: 0, firstMargin: 'now' }),
        custometry.returnOnInvestment({ benefit: 3, cost: 2 }),
        Object.values(custometry).length,
      ];`;
    const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    vm.runInContext(await bundle(code, 'iife'), context);
    expect([...vm.runInContext('results', context)]).toEqual([
      25,
      expect.closeTo(0.4596399, 6),
      1,
      0.5,
      expect.any(Number),
    ]);
    expect(vm.runInContext('typeof process + typeof window + typeof setTimeout', context)).toBe(
      'undefinedundefinedundefined',
    );
  });
});

describe('the types, with skipLibCheck off', () => {
  const program = `
import { type CxReturn, netPromoterScore, npsCounts, recurringLifetimeValue } from 'custometry';
import type { NpsCounts } from 'custometry/nps';
import { retentionRate } from 'custometry/retention';
import { lifetimeValue } from 'custometry/lifetime-value';
import { cxReturnOnInvestment } from 'custometry/roi';

const counts: NpsCounts = npsCounts(new Uint8Array(3));
const score: number | undefined = netPromoterScore(counts);
const finite: number = recurringLifetimeValue({ margin: 1, retention: 1, discountRate: 0, firstMargin: 'now', periods: 3 });
const rate: number | undefined = retentionRate({ start: 1, end: 1, acquired: 0 });
const value: number = lifetimeValue({ averageOrderValue: 1, ordersPerYear: 1, years: 1 });
// @ts-expect-error A score can be missing.
const certain: number = netPromoterScore(counts);
// @ts-expect-error When the first margin comes in must be said.
recurringLifetimeValue({ margin: 1, retention: 1, discountRate: 0 });
export type Result = [typeof score, typeof finite, typeof rate, typeof value, typeof certain, CxReturn];
export const programme = cxReturnOnInvestment;
`;

  test.each(['5.4', '5.9', '6.0'])('TypeScript %s', async (version) => {
    const compiler = version === '5.9' ? 'typescript' : `typescript-${version}`;
    const tsc = `${compiler}/bin/tsc`;
    expect(await run(tsc, ['--version'], root)).toContain(version);
    const common = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022'];
    const options = [...common, '--skipLibCheck', 'false', '--exactOptionalPropertyTypes'];
    for (const file of ['consumer.mts', 'consumer.cts']) {
      writeFileSync(join(packed.consumer, file), program);
      await run(tsc, [file, ...options, '--module', 'node16'], packed.consumer);
    }
    writeFileSync(join(packed.consumer, 'consumer.ts'), program);
    const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
    await run(tsc, ['consumer.ts', ...options, ...bundler], packed.consumer);
  });
});

describe('what an import costs, bundled and minified', () => {
  /**
   * A metric with its checks fits in 1.5 kB. What is larger reads raw data, solves equations or fits a model, and
   * bundle-limits.json says how much it may take: what it takes now and some 4% more.
   */
  const limit = 1500;
  const limits: Record<string, number> = JSON.parse(
    readFileSync(new URL('bundle-limits.json', import.meta.url), 'utf8'),
  );

  test('nothing for nothing', async () => {
    for (const specifier of specifiers) expect(await bundle(`import '${specifier}';`)).toBe('');
  });

  test('a model brings no other model along', async () => {
    const models = ['bgBb', 'bgNbd', 'bgNbdWithCovariates', 'mbgNbd', 'nbd', 'gammaGamma', 'paretoNbd'];
    for (const model of models) {
      const code = await bundle(`export { ${model} } from 'custometry';`);
      // The names begin the messages.
      expect(models.filter((name) => new RegExp(`['"\`]${name}[.'"\`]`).test(code))).toEqual([model]);
    }
  });

  test('every export on its own stays within its limit', async () => {
    const names = Object.keys(createRequire(join(packed.consumer, 'package.json'))('custometry'));
    const sizes = await Promise.all(
      names.map(
        async (name) => [name, Buffer.byteLength(await bundle(`export { ${name} } from 'custometry';`))] as const,
      ),
    );
    expect(sizes.length).toBeGreaterThan(15);
    expect(sizes.filter(([name, size]) => size >= (limits[name] ?? limit))).toEqual([]);
  });
});

async function bundle(contents: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: packed.consumer },
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2022',
    logLevel: 'error',
  });
  return (outputFiles[0]?.text ?? '').trim();
}
