import { AS_OF_DAY, dueDay } from '../calendar';
import { type Generation } from '../generation';
import { type Party } from '../population';
import { type Random } from '../random';
import { type Document, issueDocument, writeDocument } from './documents';
import { drawPayments } from './payments';
import { writePayments } from './receipts';

const REASONS = ['代垫运费', '违约金', '包装物押金', '仓储费'] as const;

/** What is charged beside an invoice now and then (freight, a penalty), and small differences that are adjusted away. */
export function writeOtherReceivables(g: Generation, party: Party, random: Random, invoice: Document): void {
  const charged = random.chance(0.02);
  const chargedOn = invoice.day + random.int(1, 20);
  const adjusted = random.chance(0.004);
  const adjustedOn = invoice.day + random.int(20, 90);
  const { customerNo, currency } = invoice;
  const terms = party.terms;
  if (charged && chargedOn <= AS_OF_DAY) {
    const due = dueDay(chargedOn, terms);
    const amount = random.int(5_000, 200_000);
    const document = issueDocument(g, { type: 'DA', customerNo, currency, day: chargedOn, terms, due, amount, tax: 0 });
    const payments = drawPayments(random, party.payer, chargedOn, due, amount);
    const outcome = writePayments(g, party, random, document, payments);
    const texts = { order: null, credits: null, text: random.pick(REASONS) };
    writeDocument(g, random, document, outcome, texts, party.keyAccount);
  }
  if (adjusted && adjustedOn <= AS_OF_DAY) {
    const due = dueDay(adjustedOn, terms);
    const amount = random.int(1, 99);
    const document = issueDocument(g, { type: 'AB', customerNo, currency, day: adjustedOn, terms, due, amount, tax: 0 });
    const outcome = writePayments(g, party, random, document, []);
    const texts = { order: null, credits: invoice.number, text: '尾差调整' };
    writeDocument(g, random, document, outcome, texts, party.keyAccount);
  }
}
