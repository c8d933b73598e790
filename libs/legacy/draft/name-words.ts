const SYNONYMS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'customer: cust cus custm custom client clients customers kunde kunden kd debitor buyer organ uid buyerid',
    'party: partner partners supplier suppliers vendor org',
    'invoice: inv invoices rechnung bill',
    'order: ord orders so auftrag auftraege seorder',
    'receipt: rcpt rcp receipts zahlung',
    'payment: pay payments paid',
    'contract: contracts ctr vertrag',
    'employee: emp employees staff sls salesman seller sid hands principal',
    'product: item items products material mat goods artikel article sku',
    'ticket: tickets case tid',
    'name: nm names bezeichnung title1',
    'number: no nr num nbr nmbr numbr sn code cd',
    'date: dt day datum on at',
    'time: tm timestamp',
    'amount: amt amnt betrag sum summe money',
    'quantity: qty quantities menge',
    'phone: tel phon telephone telefon phones phonenum',
    'mobile: mob cell handy',
    'address: addr street strasse',
    'postal: post zip plz postcode',
    'currency: cur ccy curr curncy curcy waehrung',
    'rate: kurs exr rt',
    'tax: vat steuer ust mwst',
    'status: stat state sts zustand',
    'type: ty typ art kind class cls',
    'create: crt created creation add angelegt',
    'update: upd modify modified changed change up last',
    'limit: lmt',
    'credit: cr kredit',
    'bank: bk',
    'account: acct acc accnt konto',
    'description: desc text txt remark memo note notes ref',
    'price: prc preis',
    'line: entry detail details item1 position pos seq lines ln',
    'contact: cont linkman ansprechpartner',
    'company: comp companies corp firma',
    'flag: flg',
    'delete: del deleted',
    'document: doc documents beleg voucher vch',
    'room: rm',
    'year: yr jahr',
    'period: prd',
  ].flatMap((line) => {
    const [word = '', list = ''] = line.split(': ');
    return list.split(' ').map((synonym): [string, string] => [synonym, word]);
  }),
);

// Words that columns are glued from without a mark between: CUSTNMBR, DOCDATE.
const GLUED: ReadonlySet<string> = new Set([
  ...[...Object.keys(SYNONYMS), ...Object.values(SYNONYMS)].filter((word) => word.length > 2),
  ...[
    'no',
    'nm',
    'dt',
    'id',
    'due',
    'open',
    'post',
    'total',
    'base',
    'exchange',
    'orig',
    'local',
    'short',
    'paid',
    'email',
    'city',
    'country',
    'void',
  ],
]);
const SHORTEST_GLUED = 6;

/** A word as the known words it is glued from, also behind the letters of a module (RMCUST); itself where something is left over. */
function unglued(word: string): readonly string[] {
  if (GLUED.has(word)) return [word];
  const [, name, digit] = /^(\D{3,})(\d)$/.exec(word) ?? [];
  if (name !== undefined && digit !== undefined && GLUED.has(name)) return [name, digit];
  if (word.length < SHORTEST_GLUED) return [word];
  const module = /^[a-z]{2}(?=[a-z]{4})/.exec(word)?.[0] ?? '';
  return gluedFrom(word) ?? gluedFrom(word.slice(module.length))?.toSpliced(0, 0, module) ?? [word];
}

function gluedFrom(word: string): readonly string[] | null {
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    best[end] = null;
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      const known = best[end];
      if (before && GLUED.has(part) && (!known || before.length + 1 < known.length)) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? null;
}

/** The words of a legacy name, in English where an abbreviation is known: `CUST_NM` is `customer_name`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .flatMap(unglued)
    .map((word) => (Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? word) : word))
    .join('_');
}

/** Letters that all columns of a table start with and that say nothing: the F of `FName`, `FDate`. */
export function withoutPrefix(names: readonly string[]): (name: string) => string {
  const prefixed = names.length > 2 && names.every((name) => /^F[A-Z]/.test(name));
  return (name) => (prefixed ? name.slice(1) : name);
}

/** Words of a column that says on which side of the ledger a row stands. */
export const DEBIT_CREDIT = /^(dc|drcr|debit_credit|dc_ind|soll_haben|shkzg)(_(ind|flag|type))?$/;
