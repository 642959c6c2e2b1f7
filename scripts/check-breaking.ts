// Fails when the contract breaks what the last released one promised and its version does not say so.
import { readContract } from '../src/contract/document.ts';
import { breakingChanges, mayBreak } from './breaking-changes.ts';

const released = await readContract(new URL('../released/openapi.yaml', import.meta.url));
const current = await readContract(new URL('../openapi.yaml', import.meta.url));
const breaks = breakingChanges(released.operations, current.operations);
const [was, is] = [released.document.info.version, current.document.info.version];

if (breaks.length > 0 && !mayBreak(was, is)) {
  console.error(`openapi.yaml breaks clients of ${was}, which version ${is} does not say:\n- ${breaks.join('\n- ')}`);
  process.exitCode = 1;
}
