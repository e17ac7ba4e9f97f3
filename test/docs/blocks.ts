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
  let open: { language: string; start: number } | undefined;
  lines.forEach((line, index) => {
    const fence = /^\s*(?:```|~~~)(.*)$/.exec(line)?.[1];
    if (fence === undefined) return;
    if (open === undefined) {
      // An unknown or indented block would be left out silently.
      if (line.startsWith(' ') || !/^(ts|text|sh|sql|json)$/.test(fence)) {
        throw new Error(`${file}:${index + 1}: a code block is ts, text, sh, sql or json, and not indented`);
      }
      open = { language: fence, start: index + 1 };
    } else {
      const code = `${lines.slice(open.start, index).join('\n')}\n`;
      if (open.language === 'ts') blocks.push({ file, line: open.start + 1, code });
      open = undefined;
    }
  });
  if (open !== undefined) throw new Error(`${file}:${open.start}: the code block does not end`);
  return blocks;
}
