import { type Generation } from '../generation';
import { openHotels } from './hotels';

/** Travel agents and booking centres: profiles of the hotels themselves, not customers of the group. */
export const AGENTS = [
  { no: '900000001', class: 'A', name: '四海示例旅行社' },
  { no: '900000002', class: 'A', name: '远行示例国际旅行社' },
  { no: '900000003', class: 'S', name: '示例订房网' },
  { no: '900000004', class: 'S', name: '演示旅行平台' },
] as const;

type CodeList = readonly (readonly [code: string, name: string, english: string])[];

export const FEATURES: CodeList = [
  ['NS', '无烟房', 'non-smoking'],
  ['HF', '高楼层', 'high floor'],
  ['LF', '低楼层', 'low floor'],
  ['KB', '大床', 'king bed'],
  ['TB', '双床', 'twin beds'],
  ['QR', '安静房间', 'quiet room'],
  ['AE', '远离电梯', 'away from elevator'],
  ['HP', '硬枕头', 'hard pillow'],
  ['EP', '加枕头', 'extra pillow'],
  ['EB', '早餐送房', 'breakfast in room'],
  ['CV', '城景', 'city view'],
  ['HC', '无障碍', 'accessible'],
];

const CODES: Readonly<Record<string, CodeList>> = {
  feature: FEATURES,
  vip: [
    ['0', '普通', ''],
    ['1', '贵宾', ''],
    ['2', '金卡', ''],
    ['3', '白金卡', ''],
    ['6', '集团领导', ''],
  ],
  idcls: [
    ['01', '居民身份证', ''],
    ['02', '护照', ''],
    ['03', '港澳通行证', ''],
    ['99', '其他', ''],
  ],
  nation: [
    ['CN', '中国', 'China'],
    ['HK', '中国香港', 'Hong Kong'],
    ['US', '美国', 'United States'],
    ['JP', '日本', 'Japan'],
  ],
  market: [
    ['FIT', '散客', ''],
    ['COR', '协议公司', ''],
    ['GRP', '团队', ''],
    ['OTA', '网络', ''],
  ],
  src: [
    ['WKI', '自来', ''],
    ['TEL', '电话', ''],
    ['WEB', '官网', ''],
    ['AGT', '代理', ''],
  ],
  restype: [
    ['GTD', '担保预订', 'guaranteed'],
    ['6PM', '保留至18点', '6 pm hold'],
  ],
  ratecode: [
    ['RACK', '门市价', 'rack rate'],
    ['COR1', '协议价', 'corporate rate'],
    ['OTA1', '网络价', 'online rate'],
  ],
  package: [['BF', '含早餐', 'breakfast']],
  channel: [
    ['DIR', '直销', ''],
    ['OTA', '在线平台', ''],
    ['AGT', '旅行社', ''],
  ],
};

export const PAYMENT_CODES = ['9001', '9002', '9003', '9004'] as const;
const POSTING_CODES = [
  ['1000', '房费', '10'],
  ['1010', '服务费', '10'],
  ['2000', '餐饮', '20'],
  ['3000', '洗衣', '30'],
  ['3100', '小酒吧', '30'],
  ['9001', '现金', '91'],
  ['9002', '信用卡', '92'],
  ['9003', '移动支付', '93'],
  ['9004', '转应收', '98'],
] as const;

export function writeHotelCodes(g: Generation): void {
  for (const [list, codes] of Object.entries(CODES)) {
    codes.forEach(([code, name, english], index) => {
      g.data.add('pms', 'basecode', { cat: list, code, descript: name, descript1: english, seq: index + 1 });
    });
  }
  for (const [pccode, descript, argcode] of POSTING_CODES)
    g.data.add('pms', 'pccode', { pccode, descript, deptno: argcode, argcode });
  openHotels(g, 0);
  for (const agent of AGENTS) g.data.add('pms', 'guest', { no: agent.no, class: agent.class, name: agent.name });
}
