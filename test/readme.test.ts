import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startProcess } from './support/process.ts';
import { newDatabase } from './support/server.ts';

const file = new URL('../README.md', import.meta.url);
const blocks = /```console\n([\s\S]*?)```/g;
const commands = /^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm;

/** What differs from one run to the next, in the order of its appearance. */
const varying =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=Date: ).*|(?<="position":)\d{13}|(?<="next_cursor":"|cursor=)[\w-]+|:\d{4,5}(?=\/)/g;
const masked = (text: string) => text.replaceAll('\r', '').trimEnd().replace(varying, '*');

// A new conversation is written into the README with UPDATE_README=1.
test('the conversation of the README is what the server answers', async () => {
  const { url } = await startProcess(await newDatabase());
  const real = new Map([['http://127.0.0.1:3000', url]]);
  const readme = readFileSync(file, 'utf8');

  const played = readme.replace(blocks, (block, text: string) =>
    block.replace(text, () =>
      text.replace(commands, (_all, command: string, answer: string) => {
        const line = [...real].reduce((known, [written, actual]) => known.replaceAll(written, actual), command);
        const output = spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stdout.replaceAll('\r', '').trimEnd();
        const ids = [...answer.matchAll(varying)].map(([id]) => id);
        for (const [index, [actual]] of [...output.matchAll(varying)].entries()) real.set(ids[index] ?? actual, actual);
        if (masked(output) === masked(answer)) return `$ ${command}\n${answer}`;
        const written = [...real].reduce((known, [name, actual]) => known.replaceAll(actual, name), output);
        return `$ ${command}\n${written}\n`;
      }),
    ),
  );
  if (process.env.UPDATE_README) writeFileSync(file, played);
  else expect(readme).toBe(played);
});
