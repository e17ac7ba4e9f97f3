import ts from 'typescript';

/**
 * The JavaScript of a block as the body of an asynchronous function of `require` and `check`, with every claim turned into
 * a call of `check`. Claims stand behind an expression, or behind the declaration of a variable.
 */
export function withChecks(code: string): { javascript: string; claims: number } {
  const source = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ES2022, true);
  let claims = 0;
  let rewritten = '';
  let done = 0;
  for (const statement of source.statements) {
    const line = source.getLineAndCharacterOfPosition(statement.end).line;
    const lineEnd = source.getLineStarts()[line + 1] ?? code.length;
    const claim = /^\s*\/\/ => (.*)$/m.exec(code.slice(statement.end, lineEnd))?.[1];
    if (claim === undefined) continue;
    claims++;
    const value = checkedValue(statement);
    const call = `await check(() => (${value}), ${JSON.stringify(claim)});`;
    rewritten += ts.isExpressionStatement(statement)
      ? `${code.slice(done, statement.getStart())}${call}`
      : `${code.slice(done, statement.end)} ${call}`;
    done = statement.end;
  }
  const written = code.match(/\/\/ =>/g)?.length ?? 0;
  if (written !== claims) throw new Error(`${written - claims} of the claims stand behind nothing that has a value`);
  const { outputText } = ts.transpileModule(rewritten + code.slice(done), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return { javascript: outputText, claims };
}

function checkedValue(statement: ts.Statement): string {
  if (ts.isExpressionStatement(statement)) return statement.expression.getText();
  if (ts.isVariableStatement(statement)) {
    const name = statement.declarationList.declarations[0]?.name;
    if (name && ts.isIdentifier(name)) return name.text;
  }
  throw new Error(`a claim stands behind what has no value: ${statement.getText()}`);
}

/** The claim without its remark, which follows after three spaces. */
export function claimedText(claim: string): string {
  return (claim.split(/ {3}/)[0] as string).trim();
}

/** Whether a number has the digits of a claim such as `0.45963…`: cut off, not rounded. */
export function hasDigits(value: number, digits: string): boolean {
  const wanted = Number(digits);
  const unit = 10 ** -(digits.split('.')[1] ?? '').length;
  const [size, least] = [Math.abs(value), Math.abs(wanted)];
  return Math.sign(value) === Math.sign(wanted) && size >= least * (1 - 1e-15) && size < least + unit;
}
