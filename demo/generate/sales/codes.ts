import { AS_OF_DAY, dateTime } from '../calendar';
import { scaledText } from '../decimal-text';
import { type Generation } from '../generation';
import { drawPersonName, fullName } from '../party';
import { REGIONS } from '../words/cities';
import { TRADES } from '../words/company-words';
import { PRODUCTS } from '../words/products';

export const EMPLOYEES = 40;
export const CURRENCY_IDS = { RMB: 1, USD: 2, HKD: 3, EUR: 4 } as const;
export const STAGES = ['10', '20', '30', '40', '50', '60'] as const;
const STAGE_NAMES = ['初步接触', '需求确认', '方案报价', '商务谈判', '合同评审', '签约'];
const SOURCES = ['展会', '老客户介绍', '电话营销', '网站询盘', '招投标'];
const DEPARTMENTS = ['销售一部', '销售二部', '大客户部', '渠道部', '商务部', '服务部'];

export interface Product {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly model: string;
  readonly category: string;
  readonly unit: string;
  readonly taxRate: number;
  /** List price without tax, in fen. */
  readonly price: number;
  readonly cost: number;
}

export function drawProducts(g: Generation): readonly Product[] {
  return PRODUCTS.map((word, index) => {
    const random = g.random('product', index);
    const price = Math.min(900_000, Math.max(500, Math.round(random.lognormal(5.2, 1.1) * 100)));
    return {
      id: index + 1,
      number: `P${String(1001 + index)}`,
      name: word.name,
      model: `M-${100 + index}`,
      category: word.category,
      unit: word.unit,
      taxRate: word.taxRate,
      price,
      cost: Math.round(price * (1 - 0.15 - 0.3 * random.next())),
    };
  });
}

function codeList(g: Generation, type: number, names: readonly string[], code: (index: number) => string): void {
  names.forEach((name, index) => {
    g.data.add('sales', 't_SubMes', { FTypeID: type, FInterID: index + 1, FID: code(index), FName: name });
  });
}

export function writeSalesCodes(g: Generation, products: readonly Product[]): void {
  codeList(
    g,
    101,
    TRADES.map((trade) => trade.name),
    (index) => `T${index + 1}`,
  );
  codeList(g, 102, REGIONS, (index) => `R${index + 1}`);
  codeList(g, 110, STAGE_NAMES, (index) => STAGES[index] ?? '10');
  codeList(g, 111, SOURCES, (index) => `S${index + 1}`);
  const categories = [...new Set(PRODUCTS.map((product) => product.category))];
  codeList(g, 120, categories, (index) => `C${index + 1}`);
  const currencies = [
    ['RMB', '人民币', '1.000000'],
    ['USD', '美元', '7.160000'],
    ['HKD', '港币', '0.917000'],
    ['EUR', '欧元', '7.820000'],
  ] as const;
  currencies.forEach(([number, name, rate], index) => {
    g.data.add('sales', 't_Currency', { FCurrencyID: index + 1, FNumber: number, FName: name, FExchangeRate: rate, FScale: 2 });
  });
  DEPARTMENTS.forEach((name, index) => {
    g.data.add('sales', 't_Dept', { FItemID: index + 1, FNumber: `0${index + 1}`, FName: name });
  });
  products.forEach((product, index) => {
    g.data.add('sales', 't_Item', {
      FItemID: product.id,
      FNumber: product.number,
      FName: product.name,
      FModel: product.model,
      FUnit: product.unit,
      FCatID: categories.indexOf(product.category) + 1,
      FSalePrice: scaledText(product.price * 10_000, 6),
      FStdCost: index % 9 === 0 ? null : scaledText(product.cost * 10_000, 6),
      FTaxRate: `${product.taxRate}.00`,
      FStatus: index % 17 === 16 ? 0 : 1,
    });
  });
  for (let id = 1; id <= EMPLOYEES; id += 1) writeEmployee(g, id);
}

function writeEmployee(g: Generation, id: number): void {
  const random = g.random('employee', id);
  const hired = AS_OF_DAY - random.int(400, 5000);
  g.data.add('sales', 't_Emp', {
    FItemID: id,
    FNumber: `E${String(id).padStart(4, '0')}`,
    FName: fullName(drawPersonName(random)),
    FDeptID: random.int(1, DEPARTMENTS.length),
    FMobile: `169${random.digits(8)}`,
    FEmail: `e${String(id).padStart(4, '0')}@own.example`,
    FHireDate: dateTime(hired),
    FLeaveDate: random.chance(0.15) ? dateTime(AS_OF_DAY - random.int(1, 380)) : null,
  });
}
