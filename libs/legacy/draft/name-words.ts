const SYNONYMS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'customer: cust cus custom client clients customers kunde kunden kd debitor buyer organ uid buyerid',
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
    'number: no nr num nbr sn code cd',
    'date: dt day datum on at',
    'time: tm timestamp',
    'amount: amt betrag sum summe money',
    'quantity: qty quantities menge',
    'phone: tel telephone telefon phones phonenum',
    'mobile: mob cell handy',
    'address: addr street strasse',
    'postal: post zip plz postcode',
    'currency: cur ccy curr waehrung',
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
    'company: comp corp firma',
    'flag: flg',
    'delete: del deleted',
    'document: doc beleg voucher vch',
    'room: rm',
    'year: yr jahr',
    'period: prd',
  ].flatMap((line) => {
    const [word = '', list = ''] = line.split(': ');
    return list.split(' ').map((synonym): [string, string] => [synonym, word]);
  }),
);

/** The words of a legacy name, in English where an abbreviation is known: `CUST_NM` is `customer_name`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? word) : word))
    .join('_');
}

/** Letters that all columns of a table start with and that say nothing: the F of `FName`, `FDate`. */
export function withoutPrefix(names: readonly string[]): (name: string) => string {
  const prefixed = names.length > 2 && names.every((name) => /^F[A-Z]/.test(name));
  return (name) => (prefixed ? name.slice(1) : name);
}
