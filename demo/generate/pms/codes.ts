import { type Generation } from '../generation';
import { CITIES } from '../words/cities';

export interface Hotel {
  readonly id: string;
  readonly name: string;
  readonly city: string;
}

const cityCode = (name: string): string => CITIES.find((city) => city.name === name)?.code ?? '';

export const HOTELS: readonly Hotel[] = [
  { id: 'H001', name: '云庭酒店杭州店', city: cityCode('杭州') },
  { id: 'H002', name: '云庭酒店上海店', city: cityCode('上海') },
  { id: 'H003', name: '云庭酒店深圳店', city: cityCode('深圳') },
  { id: 'H004', name: '云庭酒店成都店', city: cityCode('成都') },
  { id: 'H005', name: '云庭度假酒店厦门店', city: cityCode('厦门') },
];

/** Travel agents and booking centres: profiles of the hotels themselves, not customers of the group. */
export const AGENTS = [
  { no: '900000001', class: 'A', name: '四海示例旅行社' },
  { no: '900000002', class: 'A', name: '远行示例国际旅行社' },
  { no: '900000003', class: 'S', name: '示例订房网' },
  { no: '900000004', class: 'S', name: '演示旅行平台' },
] as const;

export const ROOM_TYPES = [
  { type: 'STD', name: '标准双床房', quantity: 90, rate: 458 },
  { type: 'DLX', name: '豪华大床房', quantity: 70, rate: 588 },
  { type: 'EXE', name: '行政房', quantity: 30, rate: 788 },
  { type: 'STE', name: '套房', quantity: 10, rate: 1288 },
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
  for (const hotel of HOTELS) {
    g.data.add('pms', 'hotel', { hotelid: hotel.id, name: hotel.name, city: hotel.city, rooms: 200 });
    for (const room of ROOM_TYPES) {
      const cells = { hotelid: hotel.id, type: room.type, descript: room.name, quantity: room.quantity, rate: `${room.rate}.00` };
      g.data.add('pms', 'typim', cells);
    }
    for (let room = 0; room < 20; room += 1) {
      const floor = String(3 + Math.floor(room / 4));
      const roomno = `${floor}0${(room % 4) + 1}`;
      g.data.add('pms', 'rmsta', {
        hotelid: hotel.id,
        roomno,
        type: ROOM_TYPES[room % 4]?.type ?? 'STD',
        floor,
        sta: 'R',
        ocsta: 'V',
      });
    }
  }
  for (const agent of AGENTS) g.data.add('pms', 'guest', { no: agent.no, class: agent.class, name: agent.name });
}
