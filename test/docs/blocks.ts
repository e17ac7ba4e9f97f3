import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** A code block of the documentation: where it starts, and its TypeScript. */
export interface Block {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Every TypeScript block of README, the other Markdown files, and the doc comments of the sources. */
export function documentationBlocks(): Block[] {
  const markdown = [...filesBelow('.', '.md', false), ...filesBelow('docs', '.md')];
  return [
    ...markdown.flatMap((file) => fencedBlocks(file, (line) => line)),
    ...filesBelow('src', '.ts').flatMap((file) => fencedBlocks(file, (line) => line.replace(/^\s*\* ?/, ''))),
  ];
}

export function filesBelow(folder: string, ending: string, recursive = true): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.parentPath.includes('docs/api'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function fencedBlocks(file: string, strip: (line: string) => string): Block[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n').map(strip);
  const blocks: Block[] = [];
  let start: number | undefined;
  lines.forEach((line, index) => {
    if (start === undefined && /^```(ts|typescript|js|javascript)\b/.test(line)) start = index + 1;
    else if (start !== undefined && line.startsWith('```')) {
      blocks.push({ file, line: start + 1, code: `${lines.slice(start, index).join('\n')}\n` });
      start = undefined;
    }
  });
  if (start !== undefined) throw new Error(`${file}:${start}: the code block does not end`);
  return blocks;
}
