import { type Generation } from '../generation';
import { writeRates } from '../exchange-rates';
import { ENTITY } from './entity';

const CODES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  CLS: [
    ['01', '企业'],
    ['02', '个人'],
    ['03', '政府'],
    ['04', '同行'],
    ['05', '旅行社'],
  ],
  TRM: [
    ['N0', '现结'],
    ['N15', '15天'],
    ['N30', '30天'],
    ['N45', '45天'],
    ['N60', '60天'],
    ['N90', '90天'],
    ['EOM', '月底'],
    ['D20', '次月20日'],
  ],
  CUR: [
    ['RMB', '人民币'],
    ['USD', '美元'],
    ['HKD', '港币'],
    ['EUR', '欧元'],
  ],
  DOC: [
    ['RV', '发票'],
    ['RC', '红字发票'],
    ['DA', '其他应收'],
    ['AB', '调整'],
  ],
  PAY: [
    ['1', '现金'],
    ['2', '转账'],
    ['3', '承兑'],
    ['4', '支付宝'],
    ['5', '微信'],
    ['6', 'POS'],
  ],
};
const ACCOUNTS = [
  ['1002', '银行存款', 'S'],
  ['1122', '应收账款', 'S'],
  ['2203', '预收账款', 'H'],
  ['2221', '应交税费', 'H'],
  ['4103', '本年利润', 'H'],
  ['6001', '主营业务收入', 'H'],
  ['6051', '其他业务收入', 'H'],
  ['6602', '管理费用', 'S'],
  ['6603', '财务费用-汇兑损益', 'S'],
  ['6701', '信用减值损失', 'S'],
] as const;

export function writeFinanceCodes(g: Generation): void {
  for (const [type, codes] of Object.entries(CODES)) {
    codes.forEach(([code, name], index) =>
      g.data.add('finance', 'SYS_CODE', { CD_TY: type, CD: code, CD_NM: name, SEQ: index + 1 }),
    );
  }
  for (const [account, name, side] of ACCOUNTS) {
    const AUX_TY = account === '1122' || account === '2203' ? 'C' : null;
    g.data.add('finance', 'GL_ACCT', { ENT_NO: ENTITY, ACCT: account, ACCT_NM: name, LVL: 1, DC: side, AUX_TY, LEAF: 'Y' });
  }
  writeRates(g);
}
