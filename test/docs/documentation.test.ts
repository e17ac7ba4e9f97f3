import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { type Block, documentationBlocks, filesBelow, root } from './blocks.js';
import { claimedText, hasDigits, withChecks } from './claims.js';

/** Resolves 'custometry' to the built package, by its own exports. */
const requireBuilt = createRequire(join(root, 'package.json'));
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
const blocks = documentationBlocks();

async function run({ code }: Block): Promise<number> {
  const { javascript, claims } = withChecks(code);
  const check = async (value: () => unknown, claim: string): Promise<void> => {
    const text = claimedText(claim);
    const error = /^throws (.*)$/.exec(text)?.[1];
    if (error !== undefined) {
      const thrown = await Promise.resolve()
        .then(value)
        .then(
          () => 'nothing was thrown',
          (caught) => String(caught),
        );
      expect(thrown).toBe(error);
      return;
    }
    const actual = await value();
    const digits = /^(-?\d[\d.]*)…$/.exec(text)?.[1];
    if (digits !== undefined) {
      expect(typeof actual === 'number' && hasDigits(actual, digits), `${actual} is not ${text}`).toBe(true);
    } else {
      expect(actual).toEqual(await new AsyncFunction(`return (${text});`)());
    }
  };
  await new AsyncFunction('require', 'exports', 'check', javascript)(requireBuilt, {}, check);
  return claims;
}

describe('every code block runs on the built package and does what it says', () => {
  test.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))('%s', async (_, block) => {
    await run(block);
  });

  test('there is something to run, and it claims something', async () => {
    expect(blocks.length).toBeGreaterThan(30);
    const claims = await Promise.all(blocks.map(run));
    expect(claims.reduce((total, count) => total + count, 0)).toBeGreaterThan(100);
  });

  test('a wrong claim is found', async () => {
    const block = (code: string): Block => ({ file: 'none', line: 1, code });
    await expect(run(block('1 + 1; // => 3\n'))).rejects.toThrow();
    await expect(run(block('const a = 0.12345; // => 0.1235…\n'))).rejects.toThrow();
    await expect(run(block('[1, 2]; // => [1]\n'))).rejects.toThrow();
    await expect(run(block('1; // => throws RangeError: no\n'))).rejects.toThrow();
    await expect(run(block('if (true) {\n  1; // => 1\n}\n'))).rejects.toThrow('claims');
    expect(await run(block('const a = 0.12345; // => 0.1234…   the rest is left out\n'))).toBe(1);
  });
});

test('every code block type-checks against the built package', () => {
  const files = new Map(blocks.map((block, index) => [join(root, 'docs', `block-${index}.ts`), block]));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  Object.assign(options, { isolatedDeclarations: false, noUnusedLocals: false, noUnusedParameters: false });
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name)?.code ?? readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const block = files.get(name);
    return block ? ts.createSourceFile(name, block.code, target) : getSourceFile(name, target, ...rest);
  };
  const problems = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host)).map((problem) => {
    const block = files.get(problem.file?.fileName ?? '');
    const line = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
    const place = block ? `${block.file}:${block.line + line}` : problem.file?.fileName;
    return `${place}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`;
  });
  // An error that a block means to show is one that the types refuse as well.
  expect(problems).toEqual([]);
});

test('links between the pages lead somewhere', () => {
  const broken: string[] = [];
  for (const file of [...filesBelow('.', '.md', false), ...filesBelow('docs', '.md')]) {
    for (const [, target] of readFileSync(join(root, file), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (target && !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(file), target))) {
        broken.push(`${file}: ${target}`);
      }
    }
  }
  expect(broken).toEqual([]);
});
