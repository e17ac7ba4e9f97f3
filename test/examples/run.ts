import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, runCommand } from '../../docs/examples/report/command.js';

export const ROOT: string = join(import.meta.dirname, '..', '..');
const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

/** Runs a program of docs/examples in a process of its own, as a user would. */
export function runExample(program: string, ...options: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const command = [TSX, join(ROOT, 'docs', 'examples', program), ...options];
    execFile(process.execPath, command, { cwd: ROOT }, (error, output, errors) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, output, errors });
    });
  });
}

/**
 * Runs the report in this process, which is quicker. Options can be written in one text, `'--date 2 --amount 3'`; a path
 * is a text of its own.
 */
export function runReport(...options: readonly string[]): Outcome {
  return runCommand(options.flatMap((option) => (option.startsWith('--') ? option.split(' ') : [option])));
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'custometry-'));
}

/** Writes a file of these lines and returns its path. */
export function writeLines(folder: string, name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

/** The cells of a file without quotes, line by line: a reader that has nothing in common with the one under test. */
export function readCells(path: string, delimiter: string | RegExp = ','): string[][] {
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => line.trim().split(delimiter));
}

/** The cells of the rows of a report's table: from the header that starts so to the next empty line. */
export function tableOf(output: string, header: string): string[][] {
  const lines = output.split('\n');
  const start = lines.findIndex((line) => line.startsWith(header));
  const end = lines.indexOf('', start);
  return start < 0 ? [] : lines.slice(start + 1, end).map((line) => line.split(/ {2,}/));
}

/** The value of a line that has a name before it. */
export function namedValue(output: string, name: string): string | undefined {
  const line = output.split('\n').find((text) => text.startsWith(`${name}  `));
  return line?.slice(name.length).trim().split(/ {2,}/)[0];
}

/** The number that a report prints: `'1,234.5'` is 1234.5 and `'12.5%'` is 0.125. */
export function numberOf(text: string | undefined): number {
  const value = Number(text?.replaceAll(',', '').replace(/%| points/, ''));
  return text?.endsWith('%') ? value / 100 : value;
}
