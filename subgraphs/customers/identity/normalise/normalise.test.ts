import { normaliseAddress } from './normalise-address';
import { normaliseBirthDate } from './normalise-birth-date';
import { normaliseEmail } from './normalise-email';
import { normaliseIdentifier } from './normalise-identifier';
import { normaliseOrganisationName } from './normalise-organisation-name';
import { normalisePersonName, spokenName } from './normalise-person-name';
import { normalisePhones } from './normalise-phone';
import { foldText } from './fold-text';

const hash = (value: string): string => `#${value.length}`;

describe('phones', () => {
  it.each([
    ['0755-86013388-8001', '+8675586013388', '8001'],
    ['0755-86013388转8001', '+8675586013388', '8001'],
    ['(852) 2123 4567', '+85221234567', null],
    ['+852 2123 4567', '+85221234567', null],
    ['86-13912345678', '+8613912345678', null],
    ['139 1234 5678', '+8613912345678', null],
    ['１３９１２３４５６７８', '+8613912345678', null],
    ['0044 20 7946 0958', '+442079460958', null],
  ])('%s is %s with extension %s', (raw, number, extension) => {
    expect(normalisePhones(raw)).toEqual([{ number, extension, isService: false }]);
  });

  it('reads two numbers of one field', () => {
    expect(normalisePhones('13912345678/0571-87654321').map(({ number }) => number)).toEqual([
      '+8613912345678',
      '+8657187654321',
    ]);
  });

  it.each(['', '无', '00000000', '12345678', '13800138000', '1'])('%p is nobody', (raw) =>
    expect(normalisePhones(raw)).toEqual([]),
  );

  it.each(['4001000100', '800-810-8888', '95588'])('%s is a hotline', (raw) => {
    expect(normalisePhones(raw).map(({ isService }) => isService)).toEqual([true]);
  });
});

describe('names of organisations', () => {
  it.each([
    ['杭州恒信机械设备有限公司', '恒信机械设备', '杭州', ''],
    ['杭州市恒信机械设备股份有限公司', '恒信机械设备', '杭州', ''],
    ['浙江省杭州市恒信机械设备集团有限公司', '恒信机械设备', '杭州', ''],
    ['恒信机械设备(杭州)有限公司', '恒信机械设备', '杭州', ''],
    ['恒信机械设备（杭州）有限责任公司', '恒信机械设备', '杭州', ''],
    [' 杭州 恒信機械設備　有限公司 ', '恒信机械设备', '杭州', ''],
    ['杭州恒信机械设备', '恒信机械设备', '杭州', ''],
    ['恒信机械设备有限公司', '恒信机械设备', '', ''],
    ['杭州恒信机械设备有限公司上海分公司', '恒信机械设备', '杭州', '上海分公司'],
    ['杭州恒信机械设备集团有限公司上海市分公司', '恒信机械设备', '杭州', '上海分公司'],
    ['杭州恒信机械设备上海分公司', '恒信机械设备', '杭州', '上海分公司'],
    ['上海瑞安机械有限公司', '瑞安机械', '上海', ''],
    ['The Acme Trading Co., Ltd.', 'acme trading', '', ''],
    ['ACME TRADING GmbH & Co. KG', 'acme trading', '', ''],
    ['A.B.C. Société Générale S.A.', 'abc societe generale', '', ''],
  ])('%s is %s of %p, branch %p', (raw, core, place, branch) => {
    expect(normaliseOrganisationName(raw)).toMatchObject({ core, place, branch });
  });

  it.each([
    ['杭州恒信机械有限公司', 'LIMITED', false],
    ['杭州恒信机械有限责任公司上海分公司', 'LIMITED', false],
    ['杭州恒信机械股份有限公司', 'JOINT_STOCK', false],
    ['杭州恒信机械集团股份有限公司', 'JOINT_STOCK', true],
    ['杭州恒信机械(集团)有限公司', 'LIMITED', true],
    ['杭州恒信投资有限合伙', 'PARTNERSHIP', false],
    ['杭州恒信机械集团', '', true],
    ['杭州恒信机械公司', '', false],
    ['Acme Trading Ltd', '', false],
  ])('%s has the legal form %p, a group: %p', (raw, form, isGroup) => {
    expect(normaliseOrganisationName(raw)).toMatchObject({ form, isGroup });
  });

  it.each([null, '', '无', '未知', 'N/A', '????'])('%p is no name', (raw) => expect(normaliseOrganisationName(raw)).toBeNull());
});

describe('names of persons', () => {
  it.each([
    ['王小明', '王', '小明', 'wangxiaoming'],
    ['欧阳娜', '欧阳', '娜', 'ouyangna'],
    ['歐陽 娜', '欧阳', '娜', 'ouyangna'],
    ['曾国', '曾', '国', 'zengguo'],
    ['单雄信', '单', '雄信', 'shanxiongxin'],
    ['吕丽', '吕', '丽', 'lvli'],
    ['王先生', '王', '', 'wang'],
    ['Smith, John', 'smith', 'john', 'smithjohn'],
    ['Dr. José García', 'garcia', 'jose', 'garciajose'],
    ['WANGXIAOMING', 'wangxiaoming', '', 'wangxiaoming'],
  ])('%s has the family name %s and the given name %p', (text, family, given, spoken) => {
    const name = normalisePersonName({ text });
    expect(name).toMatchObject({ family, given });
    expect(name && spokenName(name)).toBe(spoken);
  });

  it('takes parts as they are given', () => {
    expect(normalisePersonName({ given: 'Mary Ann', family: "O'Neil" })).toMatchObject({ given: 'mary ann', family: "o'neil" });
  });

  it.each([{ text: '无' }, { text: '' }, {}])('%p is no name', (name) => expect(normalisePersonName(name)).toBeNull());
});

describe('identifiers', () => {
  it('takes a valid credit code as a hard key, with the stem that the old number shares', () => {
    const code = normaliseIdentifier({ type: 'creditCode', value: ' 91996045m17945801c ' }, hash);
    expect(code).toEqual({ type: 'creditCode', value: '91996045M17945801C', stem: '996045M17945801', hard: true });
    expect(normaliseIdentifier({ type: 'creditCode', value: '996045M17945801' }, hash)).toMatchObject({
      stem: code?.stem,
      hard: false,
    });
  });

  it.each(['91996045M17945801D', '91996045M17954801C', '91996045M17945801'])('does not take %s as a hard key', (value) => {
    expect(normaliseIdentifier({ type: 'creditCode', value }, hash)).toMatchObject({ hard: false });
  });

  it('keeps a resident identity number only as its hash', () => {
    const id = normaliseIdentifier({ type: 'residentId', value: '11010519491231002x' }, hash);
    expect(id).toEqual({ type: 'residentId', value: '#18', stem: '#18', hard: true });
    expect(normaliseIdentifier({ type: 'residentId', value: '110105194912310021' }, hash)).toMatchObject({ hard: false });
  });

  it.each(['', '0', '000000', '无', '12345678'])('%p is nobody', (value) => {
    expect(normaliseIdentifier({ type: 'creditCode', value }, hash)).toBeNull();
  });
});

describe('addresses, dates, e-mail', () => {
  it.each([
    ['杭州市人民路123号5层3室', { locality: '杭州', street: '人民路', number: '123-5-3' }],
    ['浙江省杭州市人民路１２３号五层3室', { locality: '杭州', street: '人民路', number: '123-5-3' }],
    ['12 Main St, Springfield 12345', { locality: 'springfield', street: 'main street', number: '12', postCode: '12345' }],
  ])('reads %s', (text, parts) => expect(normaliseAddress({ text })).toMatchObject(parts));

  it.each([
    ['1980-1-2', '19800102'],
    ['1980年1月2日', '19800102'],
    ['19800102', '19800102'],
    ['1900-01-01', null],
    ['2.1.1980', null],
    [null, null],
  ])('birth date %p is %p', (raw, date) => expect(normaliseBirthDate(raw)).toBe(date));

  it.each([
    [' Li@Example.COM ', 'li@example.com'],
    ['none@example.com', null],
    ['li@example', null],
  ])('e-mail %p is %p', (raw, email) => expect(normaliseEmail(raw)).toBe(email));

  it.each([
    ['ＡＣＭＥ　Café', 'acme cafe'],
    ['華泰 貿易', '华泰 贸易'],
    ['乾隆', '干隆'],
  ])('%s folds to %s, character by character', (raw, folded) => expect(foldText(raw)).toBe(folded));
});
