import { defineEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import type { Selectable } from 'kysely';
import { type components, priorityValues } from '../../generated/openapi.ts';

const live = 'deleted_at is null';

/** A task of one user. docs/data-model.md says what each index serves. */
export const Task = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    user_id: p.string().length(128).collation('C').primary(),
    id: p.uuid().primary(),
    title: p.string().length(200).collation('C'),
    description: p.string().length(10_000).nullable(),
    completed: p.boolean(),
    completed_at: p.datetime(3).nullable(),
    // PostgreSQL orders an enum as its values are listed.
    priority: p
      .enum(() => [...priorityValues] as string[])
      .nativeEnumName('task_priority')
      .$type<components['schemas']['Priority']>(),
    due_date: p.date().nullable(),
    due_time: p.string().length(5).nullable(),
    time_zone: p.string().length(64).nullable(),
    due_at: p.datetime(3).nullable(),
    tags: p.array<string>().columnType('varchar(50)[]'),
    position: p.double().$type<number>(),
    version: p.integer(),
    created_at: p.datetime(3),
    updated_at: p.datetime(3),
    deleted_at: p.datetime(3).nullable(),
  },
  indexes: [
    { name: 'task_live', properties: ['user_id', 'id'], where: live },
    { name: 'task_completed', properties: ['user_id', 'completed', 'id', 'due_at'], where: live },
    { name: 'task_due_at', properties: ['user_id', 'completed', 'due_at', 'id'], where: live },
    { name: 'task_position', properties: ['user_id', 'completed', 'position', 'id'], where: live },
    { name: 'task_completed_at', properties: ['user_id', 'completed', 'completed_at', 'id'], where: live },
    { name: 'task_updated_at', properties: ['user_id', 'completed', 'updated_at', 'id'], where: live },
    { name: 'task_priority', properties: ['user_id', 'completed', 'priority', 'id'], where: live },
    { name: 'task_title', properties: ['user_id', 'completed', 'title', 'id'], where: live },
    { name: 'task_deleted_at', properties: ['deleted_at'], where: 'deleted_at is not null' },
    {
      name: 'task_terms',
      expression:
        'create index task_terms on task using gin (task_terms(user_id, title, description, tags)) with (fastupdate = off)',
    },
  ],
});

export interface Tables {
  task: InferKyselyTable<typeof Task>;
}

export type TaskRow = Selectable<Tables['task']>;
