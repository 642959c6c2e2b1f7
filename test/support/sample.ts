import type { Operation, Schema } from '../../src/contract/document.ts';
import { type Client, newUser, type Options } from './client.ts';
import { contract } from './contract.ts';

/** The task that the examples of the contract are about. */
export const exampleId = (contract.definition.components?.schemas?.TaskId as Schema | undefined)
  ?.examples?.[0] as string;

/** What a task has of which only the title was given, but for what differs from task to task. */
export const byDefault = {
  description: null,
  completed: false,
  completed_at: null,
  priority: 'none',
  due_date: null,
  due_time: null,
  time_zone: null,
  due_at: null,
  tags: [],
  deleted_at: null,
};

export interface Sample {
  user: string;
  /** The id of a task that the operation can serve. */
  id: string;
  path: string;
  options: Options & { headers: Record<string, string> };
}

/** @returns a request that the operation serves, about a task of a new user, from the examples of the contract */
export async function sampleOf(client: Client, { operationId, path, requestBody }: Operation): Promise<Sample> {
  const user = newUser();
  const { body: task } = await client.post(`/api/${user}/tasks`, { title: 'A task', due_date: '2026-02-06' });
  if (operationId === 'restoreTask') await client.delete(`/api/${user}/tasks/${task.id}`);
  const [mediaType, media] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return {
    user,
    id: task.id,
    path: path.replace('{user_id}', user).replace('{task_id}', task.id),
    options: mediaType
      ? {
          headers: { 'content-type': mediaType },
          raw: JSON.stringify(media?.example).replaceAll(exampleId, task.id),
        }
      : { headers: {} },
  };
}
