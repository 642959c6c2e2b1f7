import { defineEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';

/** The answer that a request with an Idempotency-Key was given, for those that repeat it. */
export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    user_id: p.string().length(128).collation('C').primary(),
    key: p.string().length(255).collation('C').primary(),
    /** A digest of the request. */
    request: p.string().length(43),
    /** JSON; null only within the transaction that is making it. */
    answer: p.text().nullable(),
    created_at: p.datetime(3).index('idempotency_key_created_at'),
  },
});

export interface Tables {
  idempotency_key: InferKyselyTable<typeof IdempotencyKey>;
}
