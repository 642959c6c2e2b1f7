import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000000_whole_task extends Migration {
  override up(): void {
    this.addSql(`create type task_priority as enum ('none', 'low', 'medium', 'high', 'urgent')`);
    this.addSql(`alter table task
      alter title type varchar(200) collate "C",
      add priority task_priority not null default 'none',
      add due_date date null,
      add due_time varchar(5) null,
      add time_zone varchar(64) null,
      add due_at timestamptz(3) null,
      add tags varchar(50)[] not null default '{}',
      add position double precision null,
      add deleted_at timestamptz(3) null`);
    // What a task of the time before would have by default.
    this.addSql('update task set position = round(extract(epoch from created_at) * 1000)');
    this.addSql('alter table task alter priority drop default, alter tags drop default, alter position set not null');

    // The words are told apart and put into lower case by PostgreSQL, which in the locale C knows ASCII alone.
    this.addSql(`do $$ begin
      if lower('Ä') <> 'ä' then
        raise exception 'the LC_CTYPE of this database knows no letters beyond ASCII. Create it with a locale of UTF-8, such as C.UTF-8';
      end if;
    end $$`);
    // Every sign is made a space, for some the parser would keep; sigma and eszett are one in upper and lower case.
    this.addSql(`create function task_words(text text) returns tsvector immutable parallel safe return
      to_tsvector('simple', translate(
        replace(normalize(text, nfkc), 'ß', 'ss'),
        'ςẞ!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~\u200b', 'σß' || repeat(' ', 33)
      ))`);
    // Each word and tag is marked as its user's, so that a search reads nothing of others. A term has 2,046 bytes at most.
    this.addSql(`create function task_terms(user_id text, title text, description text, tags text[])
      returns tsvector immutable parallel safe cost 100 return array_to_tsvector(array(
        select left(md5(user_id), 8) || ' ' || left(lexeme, 500) from unnest(task_words(concat_ws(' ', title, description)))
        union all select left(md5(user_id), 8) || '#' || tag from unnest(tags) tag
      ))`);
    this.addSql(`create function task_query(user_id text, words text, tags text[])
      returns tsquery immutable parallel safe return (
        select string_agg('''' || replace(replace(term, '\\', '\\\\'), '''', '''''') || '''' || suffix, ' & ')::tsquery from (
          select left(md5(user_id), 8) || ' ' || left(lexeme, 500) term, ':*' suffix from unnest(task_words(words))
          union all select left(md5(user_id), 8) || '#' || tag, '' from unnest(tags) tag
        ) terms
        having words is null or length(task_words(words)) > 0
      )`);

    this.addSql('create index task_live on task (user_id, id) where deleted_at is null');
    this.addSql('create index task_completed on task (user_id, completed, id, due_at) where deleted_at is null');
    this.addSql('create index task_due_at on task (user_id, completed, due_at, id) where deleted_at is null');
    this.addSql('create index task_position on task (user_id, completed, position, id) where deleted_at is null');
    this.addSql(
      'create index task_completed_at on task (user_id, completed, completed_at, id) where deleted_at is null',
    );
    this.addSql('create index task_updated_at on task (user_id, completed, updated_at, id) where deleted_at is null');
    this.addSql('create index task_priority on task (user_id, completed, priority, id) where deleted_at is null');
    this.addSql('create index task_title on task (user_id, completed, title, id) where deleted_at is null');
    this.addSql('create index task_deleted_at on task (deleted_at) where deleted_at is not null');
    this.addSql(
      'create index task_terms on task using gin (task_terms(user_id, title, description, tags)) with (fastupdate = off)',
    );
  }

  override down(): void {
    this.addSql('delete from task where deleted_at is not null');
    this.addSql('drop index task_terms, task_live, task_completed');
    this.addSql('drop function task_query, task_terms, task_words');
    this.addSql(`alter table task drop priority, drop due_date, drop due_time, drop time_zone, drop due_at, drop tags,
      drop position, drop deleted_at, alter title type varchar(200) collate "default"`);
    this.addSql('drop type task_priority');
  }
}
