import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Client, newUser } from '../support/client.ts';

type Task = Record<string, unknown> & { id: string; version: number };

export async function listAll(client: Client, user: string): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let cursor = ''; ; ) {
    const { body } = await client.get(`/api/${user}/tasks?limit=100${cursor}`);
    tasks.push(...body.items);
    if (body.next_cursor === null) return tasks;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

interface Request {
  method: string;
  path: string;
  json: object;
  key: string;
  /** How many tasks. */
  creates: number;
}

/** Writes to the tasks of a user, one request after the other, and knows what it was told. */
export class Writer {
  readonly user = newUser();
  /** As they were acknowledged, by id. */
  readonly tasks = new Map<string, Task>();
  /** Sent, and not answered. */
  pending: Request | undefined;

  async write(client: Client, n: number): Promise<void> {
    const json = { title: `Task ${n}` };
    const [changed] = this.tasks.keys();
    const path = `/api/${this.user}/tasks`;
    const key = randomUUID();
    if (n % 3 === 0) {
      const operations = Array.from({ length: 10 }, () => ({ op: 'create', task: json }));
      this.pending = { method: 'POST', path: `${path}/batch`, json: { operations }, key, creates: 10 };
    } else if (n % 3 === 1 && changed) {
      this.pending = { method: 'PATCH', path: `${path}/${changed}`, json, key, creates: 0 };
    } else {
      this.pending = { method: 'POST', path, json, key, creates: 1 };
    }
    await this.send(client);
  }

  private async send(client: Client): Promise<void> {
    if (!this.pending) return;
    const { method, path, json, key } = this.pending;
    const { status, body } = await client.send(method, path, { json, headers: { 'idempotency-key': key } });
    expect([200, 201]).toContain(status);
    const tasks: Task[] = body.results?.map((result: { task: Task }) => result.task) ?? [body];
    for (const task of tasks) this.tasks.set(task.id, task);
    this.pending = undefined;
  }

  /** After a kill: looks at what is there, repeats what was not answered, and looks again. */
  async recover(client: Client): Promise<void> {
    await this.check(client);
    await this.send(client);
    await this.check(client);
  }

  /** Holds the tasks that are there to those that were acknowledged and, all or nothing, what was pending. */
  private async check(client: Client): Promise<void> {
    const found = new Map((await listAll(client, this.user)).map((task) => [task.id, task]));
    for (const [id, task] of this.tasks) {
      const isChanged = this.pending?.path.endsWith(id) && found.get(id)?.version === task.version + 1;
      expect(found.get(id)).toEqual(isChanged ? expect.objectContaining(this.pending?.json) : task);
    }
    expect([0, this.pending?.creates ?? 0]).toContain(found.size - this.tasks.size);
  }
}
