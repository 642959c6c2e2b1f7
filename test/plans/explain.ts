import type { SqlEntityManager } from '@mikro-orm/sql';
import { ExplainNode, type KyselyPlugin, type RootOperationNode, SelectQueryNode, sql } from 'kysely';
import type { Handler, OperationId, OperationRequest } from '../../src/contract/types.ts';

/** What is read here of a node of EXPLAIN's plan. */
export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

class Explaining implements KyselyPlugin {
  plan: Plan | undefined;

  transformQuery({ node }: { node: RootOperationNode }): RootOperationNode {
    if (!SelectQueryNode.is(node)) throw new Error(`A ${node.kind} is not explained.`);
    const options = sql`analyze, buffers, timing off`.toOperationNode();
    return { ...node, explain: ExplainNode.create('json', options) };
  }

  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    const [row] = result.rows as { 'QUERY PLAN': [{ Plan: Plan }] }[];
    this.plan = row?.['QUERY PLAN'][0].Plan;
    return { ...result, rows: [] };
  }
}

/** @returns the plan of the one statement of an operation, which is carried out and undone */
export async function explain<Id extends OperationId>(
  em: SqlEntityManager,
  handler: Handler<Id>,
  request: OperationRequest<Id>,
): Promise<Plan> {
  // The second time, what is read for the first time is not counted.
  await explainOnce(em, handler, request);
  return explainOnce(em, handler, request);
}

/** As explain, of a statement that leaves behind, undone, what the next one would read. */
export async function explainOnce<Id extends OperationId>(
  em: SqlEntityManager,
  handler: Handler<Id>,
  request: OperationRequest<Id>,
): Promise<Plan> {
  const explaining = new Explaining();
  const transaction = await em.getKysely().startTransaction().execute();
  const explained = { getKysely: () => transaction.withPlugin(explaining) } as unknown as SqlEntityManager;
  try {
    await handler(request, explained);
  } catch (error) {
    // To a handler there are no rows, which may be a problem to it.
    if (explaining.plan === undefined) throw error;
  } finally {
    await transaction.rollback().execute();
  }
  return explaining.plan as Plan;
}

/** @returns the nodes that read the table or one of its indexes */
export function scans(plan: Plan): Plan[] {
  const own = plan['Node Type'].endsWith('Scan') && (plan['Relation Name'] ?? plan['Index Name']) ? [plan] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scans)];
}

export const buffers = (plan: Plan): number => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];

/** @returns how many rows a scan has read, whether or not it gave them */
export const rowsRead = (scan: Plan): number =>
  scan['Actual Loops'] *
  (scan['Actual Rows'] + (scan['Rows Removed by Filter'] ?? 0) + (scan['Rows Removed by Index Recheck'] ?? 0));
