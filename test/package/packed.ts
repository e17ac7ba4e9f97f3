import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a program of this repository's development packages, or node itself, and returns what it printed. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const bin = program === 'node' || program === 'npm' ? program : join(root, 'node_modules/.bin', program);
  try {
    const { stdout } = await execute(bin, args, { cwd, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (failure) {
    // The compiler and the linters say what is wrong on standard output.
    const { stdout, stderr } = failure as { stdout: string; stderr: string };
    throw new Error(`${program} ${args.join(' ')}:\n${stdout}${stderr}`);
  }
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
  const [packed] = JSON.parse(
    await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const tarball = join(folder, packed.filename);
  const consumer = join(folder, 'consumer');
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], consumer);
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
