import type { PartyName } from '../party';
import { foldText, hasHan } from './fold-text';
import { isPlaceholder } from './placeholder';
import { surnameSound, syllablesOf } from './sound';

/** A person's name in one form; a part that is not known is empty. */
export interface PersonName {
  readonly given: string;
  readonly family: string;
  /** Syllables of a Chinese name, letters of a Latin one. */
  readonly givenSound: string;
  readonly familySound: string;
  readonly han: boolean;
  /** A Latin name in one word, so that its parts are not known: the pinyin of a Chinese name. */
  readonly joined: string;
}

const COMPOUND_SURNAMES = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 令狐 呼延 百里 东郭 南门 西门 拓跋 第五 轩辕 纳兰 完颜'.split(
    ' ',
  ),
);
const HAN_TITLE = /(先生|女士|小姐|太太|夫人|老师|教授|医生|经理|总经理|主任|师傅|阿姨|同志|总)$/;
const LATIN_TITLE = /^(mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|mme|m)\b\.?\s+/;
const LATIN_SUFFIX = /[\s,]+(jr|sr|ii|iii|iv|phd|md)\.?$/;

function hanName(text: string): PersonName {
  const bare = text.replace(/[\s·•・.]/g, '').replace(HAN_TITLE, '');
  const length = COMPOUND_SURNAMES.has(bare.slice(0, 2)) ? 2 : 1;
  const family = bare.slice(0, length);
  const given = bare.slice(length);
  return { given, family, givenSound: syllablesOf(given).join(' '), familySound: surnameSound(family), han: true, joined: '' };
}

const letters = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}?' -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function latinName(text: string): PersonName {
  const bare = text.replace(LATIN_TITLE, '').replace(LATIN_SUFFIX, '');
  const [before = '', after] = bare.split(/\s*[,，]\s*/);
  const words = letters(after === undefined ? before : `${after} ${before}`).split(' ');
  if (words.length < 2) return { ...latinParts('', words[0] ?? ''), joined: words[0] ?? '' };
  return latinParts(words.slice(0, -1).join(' '), words.at(-1) ?? '');
}

function latinParts(given: string, family: string): PersonName {
  return { given, family, givenSound: given, familySound: family, han: false, joined: '' };
}

const NOBODY: readonly PersonName[] = [];

function known(text: string | null | undefined): string {
  const folded = foldText(text);
  return isPlaceholder(folded) ? '' : folded;
}

/** Front desks write a couple as `谭帅嘉/马娜宁`: the record is the first one's. In Latin letters `SMITH/JOHN` is one person. */
function ownName(text: string): string {
  const [first = '', ...others] = text.split('/').map((part) => part.trim());
  return others.length > 0 && first !== '' && hasHan(text) ? first : text;
}

const COUPLE_MEMBER = /^(\p{Script=Han}{2,6}|[a-z]{4,})$/u;

/** The other persons that a name of a couple names after the first one; of `SMITH/JOHN` nobody. */
export function companionsIn({ text }: PartyName): readonly PersonName[] {
  const folded = known(text);
  if (!folded.includes('/') || !hasHan(folded)) return NOBODY;
  const [first = '', ...others] = folded.split('/').map((part) => part.replace(/\s/g, ''));
  if (![first, ...others].every((part) => COUPLE_MEMBER.test(part))) return NOBODY;
  return others
    .filter((part) => !isPlaceholder(part) && part !== first)
    .map((part) => (hasHan(part) ? hanName(part) : latinName(part)));
}

/** A person's name, or null when the record has none. */
export function normalisePersonName(name: PartyName): PersonName | null {
  const given = known(name.given);
  const family = known(name.family);
  if (given !== '' || family !== '') {
    if (hasHan(given + family)) {
      const parts = { given: given.replace(HAN_TITLE, ''), family };
      return {
        ...parts,
        givenSound: syllablesOf(parts.given).join(' '),
        familySound: surnameSound(family),
        han: true,
        joined: '',
      };
    }
    return latinParts(letters(given), letters(family));
  }
  const text = ownName(known(name.text));
  if (text === '') return null;
  return hasHan(text) ? hanName(text) : latinName(text);
}

/** The whole name as it is spoken, family name first, without blanks. */
export function spokenName({ familySound, givenSound, joined }: PersonName): string {
  return joined !== '' ? joined : (familySound + givenSound).replace(/ /g, '');
}
