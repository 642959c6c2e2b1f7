import { Migration } from '@mikro-orm/migrations';
import { buildIndex } from '../../../src/database/build-index.ts';

export class Migration29990101000000_planted extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override async up(): Promise<void> {
    await buildIndex(this, 'task', 'task_planted', '(user_id, title) where deleted_at is null');
  }
}
