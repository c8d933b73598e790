/** What words of codes and of their descriptions usually mean; a guess that a person confirms. */
const MEANINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(m|male|男|先生)$/i, ['MALE']],
  [/^(f|female|w|女|女士)$/i, ['FEMALE']],
  [/企业|公司|单位|团体|organi[sz]ation|company|corporate/i, ['ORGANISATION', 'COMPANY']],
  [/个人|自然人|散客|person|individual/i, ['PERSON', 'INDIVIDUAL']],
  [/旅行社|agent|agency|中介/i, ['AGENT']],
  [/新建|待受理|待处理|^new$|未处理/i, ['NEW', 'OPEN']],
  [/已派|分派|已受理|assigned/i, ['ASSIGNED']],
  [/处理中|进行中|in.?progress|working/i, ['IN_PROGRESS', 'ACTIVE']],
  [/待客户|等待|挂起|waiting|pending|on.?hold/i, ['WAITING', 'ON_HOLD']],
  [/已解决|solved|resolved/i, ['SOLVED']],
  [/已?关闭|已?完成|closed|finished|complete|erledigt/i, ['CLOSED', 'FULFILLED', 'COMPLETED', 'PAID']],
  [/作废|已取消|void|cancel|storn/i, ['VOID', 'CANCELLED', 'TERMINATED']],
  [/紧急|urgent|critical|emergency/i, ['URGENT']],
  [/^高|high/i, ['HIGH']],
  [/^中|medium|normal/i, ['MEDIUM']],
  [/^低|low/i, ['LOW']],
  [/电话|phone|call/i, ['PHONE']],
  [/网[页站]|web|portal/i, ['WEB']],
  [/微信|wechat/i, ['WECHAT']],
  [/邮件|e.?mail/i, ['EMAIL']],
  [/前台|front.?desk/i, ['FRONT_DESK']],
  [/^(cn|cm|crn|cr)$/i, ['CREDIT_NOTE']],
  [/^(in|inv)$/i, ['INVOICE']],
  [/^(py|pay|pmt)$/i, ['RECEIPT']],
  [/退货|贷项|红字|credit|return|refund|gutschrift|^rf$/i, ['CREDIT_NOTE', 'RETURN', 'REFUND']],
  [/^(销售|零售|发票|订单)|invoice|^sales?$|sales.?order|^order$/i, ['INVOICE', 'ORDER', 'SALES']],
  [/预收|advance|prepay/i, ['ADVANCE', 'DEPOSIT']],
  [/收款|receipt|payment/i, ['RECEIPT']],
  [/现金|cash/i, ['CASH']],
  [/转账|电汇|transfer|wire/i, ['TRANSFER']],
  [/汇票|承兑/i, ['BILL']],
  [/支票|che(que|ck)/i, ['CHEQUE']],
  [/刷卡|银行卡|card/i, ['CARD']],
  [/支付宝|alipay/i, ['ALIPAY']],
  [/草稿|未审核|draft|制单/i, ['DRAFT']],
  [/已审核|approved|审批通过/i, ['APPROVED', 'ACTIVE']],
  [/部分|partial|teil/i, ['PARTIAL']],
  [/已?开票|invoiced|billed/i, ['INVOICED']],
  [/已?发货|shipped|delivered|已出库/i, ['SHIPPED']],
  [/已(结清|付|收|核销)|paid|settled/i, ['PAID']],
  [/未(结清|付|收|核销)|^open$|执行中/i, ['OPEN', 'ACTIVE']],
  [/核销|坏账|written.?off/i, ['WRITTEN_OFF']],
  [/赢|成交|won/i, ['WON']],
  [/丢|失败|lost/i, ['LOST']],
  [/预订|预定|reserved|booked/i, ['RESERVED']],
  [/在住|in.?house|入住/i, ['IN_HOUSE']],
  [/已?离店|check.?ed.?out/i, ['CHECKED_OUT']],
  [/未到|no.?show/i, ['NO_SHOW']],
  [/身份证|id.?card|identity/i, ['RESIDENT_ID']],
  [/护照|passport/i, ['PASSPORT']],
  [/其[他它]|other|debit.?(memo|note)|(finance|service).?charge/i, ['OTHER']],
];

/** The canonical code a word may stand for, among those a field takes; null when there is no usual meaning. */
export function guessCode(word: string, allowed: readonly string[]): string | null {
  if (allowed.includes(word)) return word;
  for (const [pattern, codes] of MEANINGS) {
    const code = pattern.test(word.trim()) ? codes.find((each) => allowed.includes(each)) : undefined;
    if (code !== undefined) return code;
  }
  return null;
}

/** Codes a comment explains: `1紧急2高3中`, `0: open, 1: closed`, `R=入住,O=离店`. */
export function codesInComment(comment: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, code = '', meaning = ''] of comment.matchAll(
    /(\d{1,3}|\b[A-Za-z]{1,2})\s*[:：=\-–. ]?\s*(\p{Script=Han}[^\s\d,，;；、/|A-Za-z]*)/gu,
  )) {
    if (!found.has(code)) found.set(code, meaning);
  }
  for (const [, code = '', meaning = ''] of comment.matchAll(
    /(?:^|[\s,;/|])(\d{1,3}|[A-Z]{1,3})\s*[:=]\s*([A-Za-z][A-Za-z_ -]*?)(?=\s*(?:$|[,;/|.])|\s+(?:\d{1,3}|[A-Z]{1,3})\s*[:=])/g,
  )) {
    if (!found.has(code)) found.set(code, meaning.trim());
  }
  return found;
}

const CURRENCIES: ReadonlySet<string> = new Set([
  ...[
    'CNY',
    'USD',
    'EUR',
    'HKD',
    'JPY',
    'GBP',
    'TWD',
    'KRW',
    'SGD',
    'AUD',
    'CAD',
    'CHF',
    'MOP',
    'MYR',
    'THB',
    'VND',
    'INR',
    'RUB',
  ],
]);
const OLD_CURRENCIES: Readonly<Record<string, string>> = {
  RMB: 'CNY',
  人民币: 'CNY',
  CNH: 'CNY',
  美元: 'USD',
  港币: 'HKD',
  欧元: 'EUR',
  '￥': 'CNY',
  $: 'USD',
};

/** ISO code of a stored currency, and whether it had to be guessed; null when nothing tells. */
export function currencyOf(stored: string): { readonly code: string; readonly isGuess: boolean } | null {
  if (CURRENCIES.has(stored)) return { code: stored, isGuess: false };
  const old = Object.hasOwn(OLD_CURRENCIES, stored) ? OLD_CURRENCIES[stored] : undefined;
  return old === undefined ? null : { code: old, isGuess: true };
}
