import { Migration } from '@mikro-orm/migrations';

export class Migration20261122000000_task extends Migration {
  override up(): void {
    this.addSql(`create table task (
      user_id varchar(128) collate "C" not null,
      id uuid not null,
      title varchar(200) not null,
      description varchar(10000) null,
      completed boolean not null,
      completed_at timestamptz(3) null,
      version int not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null,
      primary key (user_id, id)
    )`);
  }

  override down(): void {
    this.addSql('drop table task');
  }
}
