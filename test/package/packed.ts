import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a JavaScript file, by its path in node_modules or in full, and returns what it printed. */
export async function run(script: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const file = resolve(root, 'node_modules', script);
    const { stdout } = await execute(process.execPath, [file, ...args], { cwd, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (failure) {
    // The compiler and the linters say what is wrong on standard output.
    const { stdout, stderr } = failure as { stdout: string; stderr: string };
    throw new Error(`${script} ${args.join(' ')}:\n${stdout}${stderr}`);
  }
}

/** Runs npm: the one that runs these tests, or the one on the path. */
async function npm(args: readonly string[], cwd: string): Promise<string> {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return run(script, args, cwd);
  return (await execute('npm', args, { cwd, maxBuffer: 2 ** 26 })).stdout;
}

/** The package as its users get it: packed, and installed in a folder of its own. */
export interface Packed {
  /** The packed file. */
  readonly tarball: string;
  /** The paths in it. */
  readonly files: readonly string[];
  /** A folder outside the repository whose node_modules has nothing but the package. */
  readonly consumer: string;
}

export async function pack(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'custometry-'));
  const [packed] = JSON.parse(await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
  const tarball = join(folder, packed.filename);
  const consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }');
  await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], consumer);
  return { tarball, files: packed.files.map(({ path }: { path: string }) => path), consumer };
}

/** The entry points that the package offers: '.', './nps', … */
export function entryPoints(): string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys(exports).filter((path) => path !== './package.json');
}

/** The folders of src that are domains: all that a user can see. */
export function domains(): string[] {
  return readdirSync(join(root, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'internal')
    .map((entry) => entry.name);
}
