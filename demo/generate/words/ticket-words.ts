export interface TicketSubject {
  readonly category: 1 | 2 | 3 | 4 | 5 | 6;
  readonly title: string;
}

export const TICKET_CATEGORIES = ['设备故障', '发货与物流', '发票与对账', '账号与系统', '客房与服务', '咨询与其他'] as const;

const subjects = (category: TicketSubject['category'], titles: string): readonly TicketSubject[] =>
  titles.split(' ').map((title) => ({ category, title }));

export const TICKET_SUBJECTS: readonly TicketSubject[] = [
  ...subjects(
    1,
    '设备无法启动 显示屏不亮 运行中异常停机 传感器读数漂移 电机过热报警 漏油 通讯中断 噪音过大 参数丢失 备件更换申请',
  ),
  ...subjects(2, '货物未按时到达 到货数量短缺 包装破损 型号发错 要求更改收货地址 催发货'),
  ...subjects(3, '发票抬头有误 未收到发票 对账金额不符 要求补开发票 退款进度查询'),
  ...subjects(4, '账号无法登录 忘记密码 报表导出失败 系统响应慢 权限申请'),
  ...subjects(5, '房间空调不制冷 热水不足 无线网络不稳定 隔壁噪音 早餐质量不佳 洗衣遗失 会议室预订有误'),
  ...subjects(6, '产品选型咨询 保修期查询 索取产品手册 建议与意见'),
];

export const REPLIES: readonly string[] = [
  '您好，问题已收到，正在安排工程师处理。',
  '请提供设备序列号和现场照片。',
  '已远程检查，初步判断为参数设置问题。',
  '备件已寄出，预计三天内到达。',
  '客户确认恢复正常。',
  '已与财务核对，更正后重新开具。',
  '稍后回电，客户开会中。',
  '已升级给二线处理。',
];

export const SURVEY_REMARKS: readonly string[] = [
  '处理及时',
  '态度很好',
  '等待时间太长',
  '希望改进流程',
  '问题反复出现',
  '满意',
  '一般',
];
