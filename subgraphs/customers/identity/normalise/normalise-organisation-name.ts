import { hasCities, leadingPlace, trailingPlace } from './chinese-places';
import { foldText, hasHan } from './fold-text';
import { isPlaceholder } from './placeholder';
import { syllablesOf } from './sound';

export type LegalForm = 'LIMITED' | 'JOINT_STOCK' | 'PARTNERSHIP';

/** The name of an organisation in its parts; a part that is not known is empty. */
export interface OrganisationName {
  /** What tells it from others: no place, no legal form, no branch. */
  readonly core: string;
  /** First two characters of a Chinese core, first word of another. */
  readonly brand: string;
  readonly coreSound: string;
  /** The place it is named after. */
  readonly place: string;
  /** Which branch of the organisation it is; a branch is another party. */
  readonly branch: string;
  /** Its legal form; empty when the name does not tell it. `有限公司` and `有限责任公司` are one form. */
  readonly form: LegalForm | '';
  /** It calls itself a group, which its companies do not. */
  readonly isGroup: boolean;
  /** Place and core as they stand, for names with characters in the wrong order. */
  readonly stem: string;
  readonly han: boolean;
}

const HAN_FORM =
  /(股份有限公司|有限责任公司|有限合伙|普通合伙|集团有限公司|控股有限公司|有限公司|股份公司|分公司|总公司|集团|公司|股份|有限|责任)$/;
const BRANCH_WORD = /(第[一二三四五六七八九十\d]+)?(分公司|办事处|营业部|分店|分院|分行|支行|分部|代表处|经营部)$/;
const AFTER_FORM = /^(.*(?:公司|集团|有限合伙))(.+)$/;
const LATIN_FORMS = new Set(
  'ltd limited llc llp lp inc incorporated corp corporation co company plc gmbh ag kg ohg ug se sa sas sarl srl spa nv bv ab as oy oyj aps pty pte sdn bhd kk group holding holdings the and'.split(
    ' ',
  ),
);
const PLACE_INSIDE = /^(.{2,}?)[(（](.{2,6})[)）](.*)$/;

interface Branch {
  readonly name: string;
  readonly branch: string;
}

/** Splits `…有限公司上海分公司`, and the same with the legal form left out. */
function splitBranch(text: string): Branch {
  const word = BRANCH_WORD.exec(text);
  if (!word) return { name: text, branch: '' };
  const head = text.slice(0, word.index);
  const form = AFTER_FORM.exec(head);
  const place = form?.[2] ?? trailingPlace(head) ?? '';
  const name = form?.[1] ?? (place === '' ? head : head.replace(/[省市]$/, '').slice(0, -place.length));
  if (name.length < 2) return { name: text, branch: '' };
  return { name, branch: (leadingPlace(place)?.place ?? place) + (word[1] ?? '') + (word[2] ?? '') };
}

function stripForms(text: string): string {
  let bare = text;
  for (let form = HAN_FORM.exec(bare); form && form.index >= 2; form = HAN_FORM.exec(bare)) bare = bare.slice(0, form.index);
  return bare;
}

function legalFormIn(forms: string): LegalForm | '' {
  if (forms.includes('股份')) return 'JOINT_STOCK';
  if (forms.includes('合伙')) return 'PARTNERSHIP';
  return forms.includes('有限') ? 'LIMITED' : '';
}

/** Takes off a province and a city. A second city stays: 瑞安 and 广安 are brands as well. */
function stripPlaces(text: string): { readonly place: string; readonly rest: string } {
  const first = leadingPlace(text);
  if (!first || first.rest.length < 2) return { place: '', rest: text };
  const second = hasCities(first.place) ? leadingPlace(first.rest) : null;
  return second && second.rest.length >= 2 ? second : first;
}

function hanName(folded: string): OrganisationName {
  const spaceless = folded.replace(/[\s·•・,，.。'"“”《》]/g, '');
  const inside = PLACE_INSIDE.exec(spaceless);
  const insidePlace = inside ? leadingPlace(inside[2] ?? '') : null;
  const text = (insidePlace?.rest === '' ? `${inside?.[1]}${inside?.[3]}` : spaceless).replace(/[()（）[\]【】]/g, '');
  const { name, branch } = splitBranch(text);
  const bare = stripForms(name);
  const { place, rest } = stripPlaces(bare);
  const forms = name.slice(bare.length);
  return {
    core: rest,
    brand: rest.slice(0, 2),
    coreSound: syllablesOf(rest).join(' '),
    place: insidePlace?.rest === '' ? insidePlace.place : place,
    branch,
    form: legalFormIn(forms),
    isGroup: forms.includes('集团'),
    stem: bare,
    han: true,
  };
}

function latinName(folded: string): OrganisationName {
  const words = folded
    .replace(/&/g, ' and ')
    .replace(/(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .trim()
    .split(' ');
  const kept = words.filter((word) => !LATIN_FORMS.has(word));
  const core = (kept.length > 0 ? kept : words).join(' ');
  return {
    core,
    brand: kept[0] ?? core,
    coreSound: core,
    place: '',
    branch: '',
    form: '',
    isGroup: false,
    stem: core,
    han: false,
  };
}

/** The name of an organisation in its parts, or null when the record has none. */
export function normaliseOrganisationName(raw: string | null | undefined): OrganisationName | null {
  const folded = foldText(raw);
  if (isPlaceholder(folded)) return null;
  return hasHan(folded) ? hanName(folded) : latinName(folded);
}
