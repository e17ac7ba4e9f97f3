/**
 * A customer report from CSV files: `npm run demo`, or `npm run demo -- --help` to see what it can be told.
 *
 * The command line is in command.ts and options.ts, reading files in csv.ts and read.ts; what is worth copying is in
 * the sections, which use the library.
 */
import { runCommand } from './command.js';

const { exitCode, output, errors } = runCommand(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = exitCode;
