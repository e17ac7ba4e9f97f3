import { HELP } from './input/help.js';
import { readOptions } from './input/options.js';
import { readData } from './input/read.js';
import { report } from './report.js';

/** What the program prints, and how it ends. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** From the command line to the text of the report, or to one line that says what is wrong. */
export function runCommand(commandLine: readonly string[]): Outcome {
  try {
    const options = readOptions(commandLine);
    const output = options === 'help' ? HELP : report(readData(options), options.assumptions);
    return { exitCode: 0, output, errors: '' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { exitCode: 1, output: '', errors: `report: ${message.replaceAll(/\s+/g, ' ')}\n` };
  }
}
