import type { Contract } from './contract/document.ts';
import { getContract, getContractAsJson } from './contract/get-contract.ts';
import type { Handlers } from './contract/types.ts';
import type { Database } from './database/open.ts';
import { getLiveness } from './health/get-liveness.ts';
import { getReadiness } from './health/get-readiness.ts';
import { batchTasks } from './tasks/batch-tasks.ts';
import { completeTask } from './tasks/complete-task.ts';
import { createTask } from './tasks/create-task.ts';
import { deleteTask } from './tasks/delete-task.ts';
import { deleteTasks } from './tasks/delete-tasks.ts';
import { getTask } from './tasks/get-task.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { replaceTask } from './tasks/replace-task.ts';
import { restoreTask } from './tasks/restore-task.ts';
import { updateTask } from './tasks/update-task.ts';

/** The whole API: for each operationId of the contract, what serves it. */
export const operations = (contract: Contract, database: Database, stopping: AbortSignal): Handlers => ({
  listTasks,
  createTask,
  deleteTasks,
  getTask,
  replaceTask,
  updateTask,
  deleteTask,
  completeTask,
  restoreTask,
  batchTasks,
  getLiveness,
  getReadiness: getReadiness(database, stopping),
  getContract: getContract(contract),
  getContractAsJson: getContractAsJson(contract),
});
