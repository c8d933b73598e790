export interface City {
  readonly name: string;
  /** GB/T 2260 code of the city. */
  readonly code: string;
  readonly areaCode: string;
  /** Sales region, code list 102 of the sales system. */
  readonly region: 1 | 2 | 3 | 4 | 5 | 6;
}

const LINES = `
北京 110100 010 1;天津 120100 022 1;石家庄 130100 0311 1;唐山 130200 0315 1;太原 140100 0351 1;呼和浩特 150100 0471 1;
沈阳 210100 024 2;大连 210200 0411 2;长春 220100 0431 2;哈尔滨 230100 0451 2;上海 310100 021 3;南京 320100 025 3;
无锡 320200 0510 3;徐州 320300 0516 3;常州 320400 0519 3;苏州 320500 0512 3;南通 320600 0513 3;杭州 330100 0571 3;
宁波 330200 0574 3;温州 330300 0577 3;嘉兴 330400 0573 3;绍兴 330600 0575 3;金华 330700 0579 3;合肥 340100 0551 3;
芜湖 340200 0553 3;福州 350100 0591 4;厦门 350200 0592 4;泉州 350500 0595 4;南昌 360100 0791 4;济南 370100 0531 3;
青岛 370200 0532 3;烟台 370600 0535 3;潍坊 370700 0536 3;郑州 410100 0371 5;洛阳 410300 0379 5;武汉 420100 027 5;
宜昌 420500 0717 5;长沙 430100 0731 5;株洲 430200 0731 5;广州 440100 020 4;深圳 440300 0755 4;珠海 440400 0756 4;
佛山 440600 0757 4;惠州 441300 0752 4;东莞 441900 0769 4;南宁 450100 0771 4;海口 460100 0898 4;重庆 500100 023 6;
成都 510100 028 6;贵阳 520100 0851 6;昆明 530100 0871 6;西安 610100 029 6;兰州 620100 0931 6;乌鲁木齐 650100 0991 6`;

export const REGIONS = ['华北', '东北', '华东', '华南', '华中', '西部'] as const;

function regionOf(text: string): City['region'] {
  switch (text) {
    case '1':
      return 1;
    case '2':
      return 2;
    case '3':
      return 3;
    case '4':
      return 4;
    case '5':
      return 5;
    default:
      return 6;
  }
}

export const CITIES: readonly City[] = LINES.trim()
  .split(/;\s*/)
  .map((line) => {
    const [name = '', code = '', areaCode = '', region = ''] = line.split(' ');
    return { name, code, areaCode, region: regionOf(region) };
  });

export const STREETS: readonly string[] =
  '人民路 中山路 解放路 建设路 新华路 和平路 文化路 长江路 黄河路 科技路 创业路 滨江大道 高新大道 工业园路 迎宾大道 学院路 振兴街 光明街 青年路 胜利路'.split(
    ' ',
  );
