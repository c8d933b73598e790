export interface ProductWord {
  readonly name: string;
  readonly category: string;
  readonly unit: string;
  /** Value added tax in percent. */
  readonly taxRate: 13 | 9 | 6;
}

const goods = (category: string, unit: string, names: string): readonly ProductWord[] =>
  names.split(' ').map((name) => ({ name, category, unit, taxRate: 13 }));

export const PRODUCTS: readonly ProductWord[] = [
  ...goods('电气', '台', '变频器 软启动器 断路器 接触器 配电箱 稳压电源 伺服电机 步进电机 工业交换机 可编程控制器 触摸屏 温控仪'),
  ...goods('仪表', '只', '压力变送器 流量计 液位计 温度传感器 湿度传感器 气体检测仪 电能表 水表 扭矩扳手 游标卡尺'),
  ...goods('机械', '件', '深沟球轴承 直线导轨 滚珠丝杆 联轴器 减速机 气缸 电磁阀 液压泵 球阀 蝶阀 密封圈 链条'),
  ...goods('办公', '箱', '复印纸 硒鼓 墨盒 文件柜 办公椅 会议桌 白板 碎纸机 投影仪 打印机 标签纸 条码扫描器'),
  ...goods('劳保', '双', '安全鞋 防护手套 安全帽 护目镜 防尘口罩 工作服 安全带 耳塞 雨衣 反光背心'),
  ...goods('客房用品', '套', '床单四件套 浴巾 拖鞋 洗漱包 电热水壶 吹风机 保险箱 迷你冰箱 客房电话 窗帘'),
  { name: '设备年度维护', category: '服务', unit: '年', taxRate: 6 },
  { name: '现场安装调试', category: '服务', unit: '次', taxRate: 9 },
  { name: '操作培训', category: '服务', unit: '天', taxRate: 6 },
  { name: '软件授权', category: '服务', unit: '套', taxRate: 6 },
  { name: '运输服务', category: '服务', unit: '车', taxRate: 9 },
  { name: '检测校准', category: '服务', unit: '次', taxRate: 6 },
];
