import { bool, code, date, list, money, personal, ref, required, text } from './field';

/** Fields that a party and a guest profile share. */
export const PARTY_FIELDS = {
  name: required(text),
  kind: code('ORGANISATION', 'PERSON'),
  number: text,
  shortName: text,
  taxNo: text,
  idNo: personal(text),
  contactName: text,
  phones: list,
  email: text,
  wechat: text,
  address: text,
  cityCode: text,
  postCode: text,
  countryCode: text,
  website: text,
  industry: text,
  level: text,
  currency: code(),
  terms: text,
  creditLimit: money,
  creditUnlimited: bool,
  blocked: bool,
  birthDate: personal(date),
  gender: code('MALE', 'FEMALE', 'OTHER'),
  bankAccount: personal(text),
  parent: ref('Party'),
  owner: ref('Employee'),
  sameAs: ref('Party'),
  createdOn: date,
  note: text,
} as const;

/** Who a system knows: parties, their contacts, the own staff. */
export const PARTY_ROWS = {
  /**
   * `helpCode`: letters the staff type to find a party, as a rule the initials of its name in pinyin (助记码); `changedOn`: day on which the
   * system changed the record last.
   */
  Party: { ...PARTY_FIELDS, class: text, helpCode: text, changedOn: date },
  Contact: {
    party: required(ref('Party')),
    name: required(text),
    gender: code('MALE', 'FEMALE', 'OTHER'),
    department: text,
    title: text,
    phones: list,
    email: text,
    wechat: text,
    qq: text,
    birthDate: personal(date),
    main: bool,
  },
  Employee: { name: required(text), number: text, department: text, phones: list, email: text, hiredOn: date, leftOn: date },
} as const;
