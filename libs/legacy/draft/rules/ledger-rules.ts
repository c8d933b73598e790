import { field, type TypeRule } from './field-rule';

const CUSTOMER = field('customer(_(id|number))?|party_(id|number)|aux_number', '(客户|往来单位|辅助核算)');

export const LEDGER_RULES: Readonly<Record<string, TypeRule>> = {
  LedgerBalance: {
    tables: /(^|_)(gl_amount|ledger|ledger_balance|account_balance|gl_balance)s?$/,
    comments: /总账|科目余额|余额表/,
    not: /log/,
    own: ['gl'],
    fields: {
      account: field('account|account_number|gl_account', '科目'),
      customer: CUSTOMER,
      year: field('fis_year|year', '年度?'),
      period: field('period|month', '期间|月'),
      currency: field('currency(_(id|number))?', '币[种别]'),
      opening: field('bgn|begin|opening|opening_balance', '(期初|年初)'),
      debit: field('dr|debit', '借方'),
      credit: field('cr|credit', '贷方'),
      closing: field('end|closing|closing_balance', '期末'),
    },
  },
  Ageing: {
    tables: /(^|_)(age|ageing|aging)s?$/,
    comments: /账龄/,
    not: /log/,
    own: ['age'],
    fields: {
      customer: CUSTOMER,
      period: field('period|month', '期间|月'),
      balance: field('bal|balance|total', '余额'),
      current: field('cur_bal|current|not_due|d0', '未到期'),
      d30: field('d30|age_?30|b30|days_?30', '30'),
      d60: field('d60|age_?60|b60|days_?60', '60'),
      d90: field('d90|age_?90|b90|days_?90', '90'),
      d180: field('d180|age_?180|b180|days_?180', '180'),
      over: field('over|d999|d181|age_over|b999', '以上'),
    },
  },
};
