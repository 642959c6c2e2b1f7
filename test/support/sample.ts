import type { Operation } from '../../src/contract/document.ts';
import { type Client, newUser, type Options } from './client.ts';

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
          raw: JSON.stringify(media?.example).replaceAll('019c32a8-093e-7e31-90df-6c8e12a50013', task.id),
        }
      : { headers: {} },
  };
}
