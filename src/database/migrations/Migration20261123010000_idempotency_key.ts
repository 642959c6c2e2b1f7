import { Migration } from '@mikro-orm/migrations';

export class Migration20261123010000_idempotency_key extends Migration {
  override up(): void {
    this.addSql(`create table idempotency_key (
      user_id varchar(128) collate "C" not null,
      key varchar(255) collate "C" not null,
      request varchar(43) not null,
      answer text null,
      created_at timestamptz(3) not null,
      primary key (user_id, key)
    )`);
    this.addSql('create index idempotency_key_created_at on idempotency_key (created_at)');
  }

  override down(): void {
    this.addSql('drop table idempotency_key');
  }
}
