/** Characters of trade names; many of them sound alike. */
export const BRAND = [
  ...'恒衡亨信鑫欣新兴华骅桦盛晟胜圣泰态太达大宏鸿弘洪远源元缘圆鼎顶瑞锐睿丰峰锋枫博勃联莲连众重中诚成程城承嘉佳家凯楷隆龙锦金津进卓越月岳悦星行辰晨尘臣海润天安捷杰洁智志至云芸百柏川福富康抗石实永勇',
];
export const TRADES = [
  ...'机械设备 精密机械 自动化设备 重工 电子科技 信息技术 智能科技 软件 网络科技 商贸 贸易 国际贸易 供应链管理 进出口 建筑工程 装饰工程 市政工程 建设 医疗器械 医药 生物科技 健康管理 物流 国际货运代理 仓储 教育咨询 文化传媒 广告 会展服务 环保科技 新能源 节能科技 电力设备 餐饮管理 酒店管理 食品'.split(
    ' ',
  ),
];
export const FORMS: readonly (readonly [string, number])[] = [
  ['有限公司', 68],
  ['有限责任公司', 12],
  ['股份有限公司', 12],
  ['集团有限公司', 5],
  ['集团股份有限公司', 3],
];
export const CITIES = [
  ...'北京 上海 广州 深圳 杭州 南京 苏州 宁波 成都 重庆 武汉 长沙 西安 郑州 青岛 济南 合肥 福州 厦门 南昌 昆明 贵阳 南宁 沈阳 大连 长春 哈尔滨 石家庄 太原 兰州'.split(
    ' ',
  ),
];
export const STREETS = [
  ...'人民路 中山路 解放路 建设路 新华路 和平路 文化路 科技路 创业路 滨江大道 高新大道 迎宾大道 学院路 胜利路 望江路'.split(' '),
];
/** Simplified to traditional, for the words above. */
export const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  '兴興 骅驊 桦樺 胜勝 圣聖 态態 达達 鸿鴻 远遠 缘緣 圆圓 顶頂 锐銳 丰豐 锋鋒 枫楓 联聯 莲蓮 连連 众眾 诚誠 凯凱 龙龍 锦錦 进進 岳嶽 悦悅 尘塵 润潤 洁潔 云雲 芸蕓 实實 华華 机機 设設 备備 动動 电電 贸貿 际際 应應 链鏈 筑築 装裝 饰飾 疗療 药藥 医醫 货貨 运運 储儲 询詢 传傳 体體 环環 节節 务務 会會 网網 络絡 术術 软軟 广廣 庆慶 苏蘇 宁寧 长長 汉漢 尔爾 东東 济濟 阳陽 连連 贵貴 兰蘭 国國 教教'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
