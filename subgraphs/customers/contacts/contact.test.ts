import { mainFirst, type Contact } from './contact';

const aContact = (name: string | null, main: boolean | null): Contact => ({
  system: 'sales',
  key: String(name),
  id: String(name),
  name,
  gender: null,
  department: null,
  title: null,
  phones: null,
  email: null,
  wechat: null,
  qq: null,
  main,
});

it('lists main contacts first, then by name', () => {
  const contacts = [aContact('张', null), aContact('李', false), aContact('王', true), aContact(null, true)];
  expect(mainFirst(contacts).map(({ name }) => name)).toEqual([null, '王', '李', '张']);
});
