import type { Request } from 'autocannon';
import type { Key } from './database.ts';

export interface Scenario {
  name: string;
  /** The least ratio of the service's requests per second to the floor's that the design aims at. */
  gate: number;
  requests: Request[];
}

// Clients send it, and the service must read it.
const accept = { Accept: 'application/json' };

/** @param keys of the tasks to ask for */
export const scenarios = (keys: Key[]): Scenario[] => [
  {
    name: 'reading one',
    gate: 0.45,
    requests: keys.map(({ user_id, id }) => ({ path: `/api/${user_id}/tasks/${id}`, headers: accept })),
  },
  {
    name: 'listing 20',
    gate: 0.75,
    requests: keys.map(({ user_id }) => ({ path: `/api/${user_id}/tasks?limit=20`, headers: accept })),
  },
  {
    name: 'creating',
    gate: 0.5,
    requests: keys.map(({ user_id }, index) => ({
      method: 'POST',
      path: `/api/${user_id}/tasks`,
      headers: { ...accept, 'Content-Type': 'application/json' },
      body: JSON.stringify({ title: `Buy oat milk, carton ${index}`, description: 'The one in the blue carton' }),
    })),
  },
];
