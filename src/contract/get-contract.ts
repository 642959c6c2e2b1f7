import type { Contract } from './document.ts';
import type { Handler } from './types.ts';

export const getContract =
  ({ yaml }: Contract): Handler<'getContract'> =>
  () => ({ status: 200, body: yaml });

export const getContractAsJson =
  ({ document }: Contract): Handler<'getContractAsJson'> =>
  () => ({ status: 200, body: document as never });
