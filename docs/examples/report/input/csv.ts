import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { mistake } from './mistake.js';

/** Where a table is and how it is written. */
export interface TableFile {
  /** As the user gave it: messages and the report name the file so. */
  readonly path: string;
  /** One character, or `'whitespace'` for any number of spaces and tabs. */
  readonly delimiter: string;
  /** Whether the first line has the names of the columns. Without it, columns are told by position, from 1. */
  readonly header: boolean;
}

/** Which column of the file to read. */
export interface Column {
  /** Its name or, in a file without a header, its position; `undefined` if it is not to be read. */
  readonly name: string | undefined;
  /** Whether the file must have it. */
  readonly required: boolean;
  /** The option that names it. */
  readonly option: string;
}

export type Columns<Name extends string> = Readonly<Record<Name, Column>>;

/** One line of the file, to be turned into a row. */
export interface Line<Name extends string> {
  /** The text of a cell, or `undefined` if the file has no such column. */
  readonly text: (column: Name) => string | undefined;
  /** An error that says where the cell is. */
  readonly wrong: (column: Name, problem: string) => Error;
}

/**
 * Reads a table line by line.
 *
 * @throws An error of one clear line, the first that is wrong and how many others are, for a file that is missing or empty, for a missing column, for a line with too few
 * or too many fields, and whatever `take` throws.
 */
export function readTable<Name extends string>(
  file: TableFile,
  columns: Columns<Name>,
  take: (line: Line<Name>) => void,
): void {
  let first: { readonly width: number; readonly positions: ReadonlyMap<Name, number> } | undefined;
  let rows = 0;
  let firstProblem: Error | undefined;
  let furtherProblems = 0;

  const onRecord = (fields: readonly string[], lineNumber: number): void => {
    if (first === undefined) {
      first = { width: fields.length, positions: findColumns(file, columns, fields) };
      if (file.header) return;
    }
    const { width, positions } = first;
    const place = `${file.path}, line ${lineNumber}`;
    rows++;
    if (fields.length !== width) {
      throw mistake(`${place}: ${fields.length} fields, but the ${file.header ? 'header' : 'first line'} has ${width}`);
    }
    take({
      text: (column) => {
        const position = positions.get(column);
        return position === undefined ? undefined : fields[position];
      },
      wrong: (column, problem) => mistake(`${place}, column ${quote(columns[column].name ?? '')}: ${problem}`),
    });
  };

  const onLine = (fields: readonly string[], lineNumber: number): void => {
    try {
      onRecord(fields, lineNumber);
    } catch (error) {
      // Without its columns, no line of the file makes sense.
      if (!(error instanceof Error) || rows === 0) throw error;
      if (firstProblem === undefined) firstProblem = error;
      else furtherProblems++;
    }
  };

  const isWhitespace = file.delimiter === 'whitespace';
  const bytes = readBytes(file.path);
  try {
    parse(bytes, {
      bom: true,
      delimiter: isWhitespace ? [' ', '\t'] : file.delimiter,
      trim: !isWhitespace,
      skip_empty_lines: true,
      // Checked above, with a message that names the file.
      relax_column_count: true,
      on_record: (record, { lines }) => {
        // Spaces at the start and the end of a line are no fields, nor is what stands between two spaces.
        onLine(isWhitespace ? record.filter((field) => field !== '') : record, lines);
        return null;
      },
    });
  } catch (error) {
    throw error instanceof CsvError ? mistake(`${file.path}: ${error.message}`) : error;
  }
  if (firstProblem !== undefined) {
    const { message } = firstProblem;
    const further = furtherProblems === 1 ? '1 further line has' : `${furtherProblems} further lines have`;
    throw furtherProblems === 0 ? firstProblem : mistake(`${message} (and ${further} problems)`);
  }
  if (first === undefined) throw mistake(`${file.path}: the file is empty`);
  if (rows === 0) throw mistake(`${file.path}: no rows below the header`);
}

function findColumns<Name extends string>(
  file: TableFile,
  columns: Columns<Name>,
  fields: readonly string[],
): Map<Name, number> {
  const positions = new Map<Name, number>();
  for (const key of Object.keys(columns) as Name[]) {
    const { name, required, option } = columns[key];
    if (name === undefined) continue;
    const position = file.header ? fields.indexOf(name) : Number(name) - 1;
    if (file.header && position !== fields.lastIndexOf(name)) {
      throw mistake(`${file.path}: two columns are named ${quote(name)}`);
    }
    if (position >= 0 && position < fields.length) positions.set(key, position);
    else if (required) {
      const has = file.header ? `the header has ${fields.map(quote).join(', ')}` : `the lines have ${fields.length}`;
      const hint = fields.length === 1 ? '; is the --delimiter right?' : '';
      throw mistake(`${file.path}: no column ${quote(name)} (${option}); ${has}${hint}`);
    }
  }
  return positions;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw mistake(code === 'ENOENT' ? `${path}: no such file (${resolve(path)})` : `${path}: cannot be read (${code})`);
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}
