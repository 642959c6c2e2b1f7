import { readContract } from '../../src/contract/document.ts';
import { ContractRouter } from '../../src/contract/router.ts';

export const contract = await readContract(new URL('../../openapi.yaml', import.meta.url));
export const router = new ContractRouter(contract);

/** Each status that the contract declares for each operation. */
export const declared = contract.operations.flatMap((operation) =>
  Object.keys(operation.responses).map((status) => ({ operation, status: Number(status) })),
);
