import type { ColumnFacts } from '../introspection/table-facts';

/** What a column does to the meaning of its rows, by its name and comment. */
export type ColumnRole = 'delete flag' | 'void flag' | 'tenant' | 'kind';

const DELETE =
  /^f?(is_?)?(del(ete)?d?|removed|geloescht|geloscht|supprime|borrado|annullato)(_?(fla?g|mark|ed|yn|ind|sts|status|at|on|date|time))?$/i;
const DELETE_COMMENT = /删除|作废标|刪除/;
const VOID =
  /^f?(is_?)?(void(ed)?|cancel(l?ed|lation|l)?|storno|storniert|annul(led|e)?|rev(ersed)?)(_?(fla?g|stts|sts|status|ind|yn))?$/i;
const VOID_COMMENT = /(作废|红冲|冲销|是否取消)(标志|标识|标记)?$/;
const TENANT =
  /^f?(tenant|mandant|mandt|client|org|ent|account_?set)(_?(id|no|nr|cd|code))?$|^f?(comp(any)?|corp|book)_?(id|no|nr|cd|code)$/i;
const TENANT_COMMENT = /租户|账套|帐套|公司代码|集团代码/;
const KIND =
  /^f?((doc|bill|tran|inv|order|vch|rcpt|belegs?|trans|entry|sub|main|party|cust|partner)_?)?(type|typ|ty|kind|art|class|cls|category)(_?(id|cd|code))?$/i;
const KIND_COMMENT = /(单据|业务|凭证|交易|往来)?(类型|类别|种类)/;

/** Null for the many columns that only describe their row. */
export function roleOf({ name, comment }: Pick<ColumnFacts, 'name' | 'comment'>): ColumnRole | null {
  if (DELETE.test(name) || DELETE_COMMENT.test(comment)) return 'delete flag';
  if (VOID.test(name) || VOID_COMMENT.test(comment)) return 'void flag';
  if (TENANT.test(name) || TENANT_COMMENT.test(comment)) return 'tenant';
  return KIND.test(name) || KIND_COMMENT.test(comment) ? 'kind' : null;
}
