export interface Syllable {
  readonly character: string;
  readonly pinyin: string;
}

function syllables(text: string): readonly Syllable[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [character = '', pinyin = ''] = entry.split(':');
      return { character, pinyin };
    });
}

/** In the order of their frequency; weights fall with the rank. */
export const SURNAMES = syllables(`
王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 林:lin
高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 邓:deng 冯:feng 曹:cao 彭:peng 曾:zeng 肖:xiao 田:tian 董:dong
潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 于:yu 杜:du 叶:ye 程:cheng 魏:wei 苏:su 吕:lv 丁:ding 任:ren 卢:lu 姚:yao 沈:shen 钟:zhong
姜:jiang 崔:cui 谭:tan 陆:lu 范:fan 汪:wang 廖:liao 石:shi 金:jin 韦:wei 贾:jia 夏:xia 付:fu 方:fang 邹:zou 熊:xiong 白:bai 孟:meng
秦:qin 邱:qiu 侯:hou 江:jiang 尹:yin 薛:xue 闫:yan 雷:lei 龙:long 史:shi 陶:tao 贺:he 毛:mao 段:duan 郝:hao 顾:gu 龚:gong 邵:shao
欧阳:ouyang 司马:sima 上官:shangguan 诸葛:zhuge`);

export const MALE_GIVEN = syllables(`
伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 刚:gang 平:ping 辉:hui 鹏:peng 华:hua 飞:fei 鑫:xin
波:bo 斌:bin 宇:yu 浩:hao 凯:kai 健:jian 俊:jun 帆:fan 帅:shuai 旭:xu 宁:ning 龙:long 林:lin 欢:huan 阳:yang 建:jian 国:guo
志:zhi 文:wen 海:hai 永:yong 新:xin 立:li 泽:ze 子:zi 博:bo 轩:xuan 晨:chen 瑞:rui 嘉:jia 天:tian 一:yi 思:si 维:wei 峻:jun
彬:bin 祥:xiang 荣:rong 良:liang 德:de 庆:qing 世:shi 光:guang 振:zhen 利:li 毅:yi 诚:cheng 程:cheng 昊:hao`);

export const FEMALE_GIVEN = syllables(`
芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 秀:xiu 燕:yan 玲:ling 桂:gui 丹:dan 萍:ping 红:hong 玉:yu 兰:lan 英:ying
梅:mei 莉:li 洁:jie 云:yun 雪:xue 慧:hui 婷:ting 倩:qian 璐:lu 琳:lin 颖:ying 晶:jing 欣:xin 怡:yi 佳:jia 琪:qi 悦:yue 梦:meng
雨:yu 诗:shi 涵:han 晓:xiao 春:chun 凤:feng 淑:shu 珍:zhen 蓉:rong 薇:wei 岚:lan 瑶:yao 宁:ning 文:wen 思:si 嘉:jia 可:ke 心:xin`);

/** Characters that GBK does not have; those systems keep a question mark. */
export const RARE_GIVEN = syllables('䶮:yan 㛃:jie 㻛:biao');

/** Names that many people share: two of them are two people. */
export const COMMON_NAMES: readonly (readonly [Syllable, readonly Syllable[]])[] = [
  [{ character: '王', pinyin: 'wang' }, syllables('伟:wei')],
  [{ character: '张', pinyin: 'zhang' }, syllables('伟:wei')],
  [{ character: '李', pinyin: 'li' }, syllables('娜:na')],
  [{ character: '刘', pinyin: 'liu' }, syllables('洋:yang')],
  [{ character: '王', pinyin: 'wang' }, syllables('芳:fang')],
];

export const JOB_TITLES: readonly string[] =
  '采购经理 采购专员 财务主管 总经理 行政主管 工程师 项目经理 仓储主管 会计 出纳 行政助理 副总经理'.split(' ');
export const DEPARTMENTS: readonly string[] = '采购部 财务部 行政部 工程部 总经办 项目部 仓储部'.split(' ');
