import { distinctPreferences, preferenceCodes } from './preference';

describe('distinctPreferences', () => {
  it('names each preference once, in order of first appearance', () => {
    const preferences = [
      { code: 'NS', name: '无烟房' },
      { code: 'HF', name: '高楼层' },
      { code: 'NS', name: '无烟房' },
    ];
    expect(distinctPreferences(preferences)).toEqual([
      { code: 'NS', name: '无烟房' },
      { code: 'HF', name: '高楼层' },
    ]);
  });

  it('keeps one code with two meanings apart', () => {
    const preferences = [
      { code: 'KB', name: '大床' },
      { code: 'KB', name: '厨房' },
      { code: 'KB', name: null },
    ];
    expect(distinctPreferences(preferences)).toEqual(preferences);
  });
});

describe('preferenceCodes', () => {
  it('carries the system that gives a code its meaning', () => {
    expect(preferenceCodes({ system: 'pms', key: '1', preferences: ['NS'] })).toEqual([{ system: 'pms', code: 'NS' }]);
  });

  it('takes a profile without preferences for no preferences', () => {
    expect(preferenceCodes({ system: 'pms', key: '1', preferences: null })).toEqual([]);
  });

  it('does not take preferences the source cannot tell for none', () => {
    const reasons = { preferences: { code: 'NOT_AVAILABLE' as const, detail: 'this system keeps no preferences' } };
    const guest = { system: 'pms', key: '1', preferences: null, reasons };
    expect(() => preferenceCodes(guest)).toThrow('this system keeps no preferences');
  });
});
