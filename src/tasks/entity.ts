import { defineEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import type { Selectable } from 'kysely';

/** A task of one user. The primary key serves reading one and the default list alike: ids are UUIDv7, so in time order. */
export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    user_id: p.string().length(128).collation('C').primary(),
    id: p.uuid().primary(),
    title: p.string().length(200),
    description: p.string().length(10_000).nullable(),
    completed: p.boolean(),
    completed_at: p.datetime(3).nullable(),
    version: p.integer(),
    created_at: p.datetime(3),
    updated_at: p.datetime(3),
  },
});

export interface Tables {
  task: InferKyselyTable<typeof Task>;
}

export type TaskRow = Selectable<Tables['task']>;
