import { readContract } from '../../src/contract/document.ts';
import { ContractRouter } from '../../src/contract/router.ts';

export const contract = await readContract(new URL('../../openapi.yaml', import.meta.url));
export const router = new ContractRouter(contract);

/** Each status that the contract declares for each operation. */
export const declared = contract.operations.flatMap((operation) =>
  Object.keys(operation.responses).map((status) => ({ operation, status: Number(status) })),
);

/**
 * @param isEmbedded whether on the embedded database: on its one connection requests are done one after the other, and
 * so none finds another with its Idempotency-Key being worked on
 * @returns those of them that can be provoked
 */
export const declaredOn = (isEmbedded: boolean) =>
  declared.filter(
    ({ operation, status }) =>
      !isEmbedded || status !== 409 || ['restoreTask', 'batchTasks'].includes(operation.operationId),
  );
