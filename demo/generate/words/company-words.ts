import { type Syllable } from './person-words';

/** Characters of trade names; two of them make one. */
export const BRAND_CHARACTERS: readonly Syllable[] =
  `恒:heng 信:xin 华:hua 盛:sheng 泰:tai 达:da 宏:hong 远:yuan 鼎:ding 瑞:rui 丰:feng 源:yuan 博:bo 创:chuang 联:lian 众:zhong 诚:cheng
嘉:jia 禾:he 凯:kai 隆:long 锦:jin 程:cheng 卓:zhuo 越:yue 星:xing 辰:chen 海:hai 润:run 天:tian 晟:sheng 安:an 捷:jie 智:zhi 云:yun
百:bai 川:chuan 福:fu 康:kang 金:jin 石:shi 永:yong 兴:xing 佳:jia 美:mei 新:xin 力:li 正:zheng 元:yuan 同:tong 方:fang 利:li 和:he
祥:xiang 广:guang 德:de 尚:shang 品:pin 优:you 科:ke 领:ling 航:hang 启:qi 明:ming 中:zhong 锐:rui 蓝:lan 图:tu 东:dong 昇:sheng`
    .split(/\s+/)
    .map((entry) => {
      const [character = '', pinyin = ''] = entry.split(':');
      return { character, pinyin };
    });

export interface Trade {
  /** Code in list 101 of the sales system. */
  readonly code: number;
  readonly name: string;
  /** Words a company of the trade has in its name. */
  readonly words: readonly string[];
}

export const TRADES: readonly Trade[] = [
  { code: 1, name: '机械制造', words: ['机械设备', '精密机械', '重工', '自动化设备'] },
  { code: 2, name: '电子信息', words: ['电子科技', '信息技术', '软件', '智能科技'] },
  { code: 3, name: '商贸流通', words: ['商贸', '贸易', '供应链管理', '进出口'] },
  { code: 4, name: '建筑工程', words: ['建筑工程', '装饰工程', '建设', '市政工程'] },
  { code: 5, name: '医药健康', words: ['医疗器械', '医药', '生物科技', '健康管理'] },
  { code: 6, name: '物流运输', words: ['物流', '国际货运代理', '仓储', '运输'] },
  { code: 7, name: '教育文化', words: ['教育咨询', '文化传媒', '广告', '会展服务'] },
  { code: 8, name: '能源环保', words: ['环保科技', '新能源', '节能科技', '电力设备'] },
  { code: 9, name: '餐饮旅游', words: ['餐饮管理', '旅行社', '酒店管理', '食品'] },
];

export const LEGAL_SUFFIXES: readonly (readonly [string, number])[] = [
  ['有限公司', 70],
  ['有限责任公司', 12],
  ['股份有限公司', 12],
  ['集团有限公司', 6],
];

export const TRADITIONAL: Readonly<Record<string, string>> = {
  华: '華',
  泰: '泰',
  达: '達',
  远: '遠',
  丰: '豐',
  联: '聯',
  众: '眾',
  诚: '誠',
  凯: '凱',
  锦: '錦',
  云: '雲',
  广: '廣',
  新: '新',
  东: '東',
  东莞: '東莞',
  科: '科',
  贸: '貿',
  电: '電',
  设: '設',
  备: '備',
  机: '機',
  械: '械',
  国: '國',
  际: '際',
  兴: '興',
  领: '領',
  图: '圖',
  蓝: '藍',
};
