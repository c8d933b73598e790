import type { Expression } from '../expression/ast';
import { StatementFailed } from '../introspection/probe';
import { ReadStatements } from '../compile/read-statements';
import { withoutHoles } from '../compile/statement';
import { placesOf } from './places';
import type { RowSetContext } from './row-set-context';

const ONE_ROW = { asked: null, where: [], sort: null, descending: false, after: null, limit: 1 };

/** Runs every expression with a limit of one row. What the database refuses is reported at its own line; false then. */
export async function checkReadable(context: RowSetContext): Promise<boolean> {
  const { rowSet, label, mapping, probe, texts } = context;
  const statements = new ReadStatements(rowSet, mapping.source, probe.database.dialect, texts);
  const refused = async (expressions: readonly Expression[]): Promise<string | null> => {
    const { sql, params } = withoutHoles(statements.page(ONE_ROW, expressions));
    try {
      await probe.query(sql, params);
      return null;
    } catch (error) {
      if (!(error instanceof StatementFailed)) throw error;
      return error.isSlow ? null : error.message;
    }
  };
  const fields = placesOf(label, rowSet).filter(({ path: [part] }) => part === 'fields' || part === 'derive');
  if ((await refused(fields.flatMap(({ expressions }) => expressions))) === null) return true;
  const bare = await refused([]);
  if (bare !== null) {
    context.report('error', 'cannot-be-read', rowSet.where ? ['where'] : ['key'], `the rows cannot be read: ${bare}`);
    return false;
  }
  for (const { path, expressions } of fields) {
    const why = await refused(expressions);
    if (why !== null) context.report('error', 'cannot-be-read', path, `the database refuses it: ${why}`);
  }
  return false;
}
