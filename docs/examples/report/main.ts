/**
 * A customer report from CSV files: `npm run demo`, or `npm run demo -- --help` to see what it can be told.
 *
 * The command line and the reading of files are in input; what is worth copying is in the sections, which use the library:
 * nps, retention, value and roi.
 */
import { runCommand } from './command.js';

const { exitCode, output, errors } = runCommand(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = exitCode;
