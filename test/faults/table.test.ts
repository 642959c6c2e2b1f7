import { readFileSync, writeFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { readObserved } from './observed.ts';

const page = new URL('../../docs/reliability.md', import.meta.url);
const between = /(<!-- faults -->\n)[\s\S]*(<!-- \/faults -->)/;

const titled = (file: string) => file.charAt(0).toUpperCase() + file.slice(1).replaceAll('-', ' ');

test('docs/reliability.md has the table of what was observed (FAULTS=write writes it)', () => {
  const sections = readObserved(inject('observed')).map(({ file, rows }) =>
    [
      `### ${titled(file)}`,
      '',
      '| fault | what the client saw | what the database held |',
      '| --- | --- | --- |',
      ...rows.map(({ fault, client, database }) => `| ${fault} | ${client} | ${database} |`),
      '',
    ].join('\n'),
  );
  const table = `${sections.join('\n')}\n`;
  console.log(table);
  const text = readFileSync(page, 'utf8');
  expect(text).toMatch(between);
  const written = text.replace(between, (_all, start, end) => `${start}\n${table}${end}`);
  if (process.env.FAULTS === 'write') writeFileSync(page, written);
  else expect(text).toBe(written);
});
