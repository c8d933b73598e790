-- The comparisons of organisations as SQL: the same normalised values, blocks, weights, frequencies, bounds and thresholds as
-- subgraphs/customers/identity. Tables `party`, `block`, `weights` and the SQL of the bounds come from the program. A level is its place in
-- COMPARISONS, null where it cannot be compared. This text is fixed: a change of it is a change of the peer.
create macro one_edit(a, b) as a <> b and damerau_levenshtein(a, b) <= 1;

-- Distances count bytes, and a Chinese character is three: one that is other, missing or more is looked for character by character.
create macro without(a, i) as left(a, i - 1) || substr(a, i + 1);
create macro one_character(a, b) as case length(a) - length(b)
  when 0 then len(list_filter(range(1, length(a) + 1), lambda i: substr(a, i, 1) <> substr(b, i, 1))) = 1
  when 1 then len(list_filter(range(1, length(a) + 1), lambda i: without(a, i) = b)) > 0
  when -1 then len(list_filter(range(1, length(b) + 1), lambda i: without(b, i) = a)) > 0
  else false end;
create macro reordered(a, b) as length(a) = length(b) and list_sort(string_split(a, '')) = list_sort(string_split(b, ''));

create macro han_name_level(a_core, b_core, a_sound, b_sound, a_stem, b_stem, a_brand, b_brand) as case
  when a_core = b_core then 0
  when a_sound = b_sound or a_stem = b_core or b_stem = a_core then 1
  when reordered(a_stem, b_stem) or (length(a_core) >= 4 and reordered(a_core, b_core)) then 1
  when least(length(a_core), length(b_core)) >= 4 and one_character(a_core, b_core)
    then case when length(a_core) = length(b_core) or a_brand = b_brand then 2 else 4 end
  when least(length(a_core), length(b_core)) >= 2 and (starts_with(a_core, b_core) or starts_with(b_core, a_core)) then 3
  when a_brand = b_brand then 5
  when least(length(a_core), length(b_core)) >= 4 and jaro_winkler_similarity(a_core, b_core) >= 0.85 then 4
  else 6 end;
create macro word_name_level(a_core, b_core, a_brand, b_brand) as case
  when a_core = b_core then 0
  when len(string_split(a_core, ' ')) > 1 and len(string_split(a_core, ' ')) = len(string_split(b_core, ' ')) and reordered(a_core, b_core) then 1
  when replace(a_core, ' ', '') = replace(b_core, ' ', '') then 1
  when jaro_winkler_similarity(a_core, b_core) >= 0.93 then 2
  when len(string_split(a_core, ' ')) < len(string_split(b_core, ' ')) and list_has_all(string_split(b_core, ' '), string_split(a_core, ' ')) then 3
  when len(string_split(a_core, ' ')) > len(string_split(b_core, ' ')) and list_has_all(string_split(a_core, ' '), string_split(b_core, ' ')) then 3
  when jaro_winkler_similarity(a_core, b_core) >= 0.85 then 4
  when a_brand = b_brand and length(a_brand) > 2 then 5
  else 6 end;

create macro text_level(a, b) as case
  when a = '' or b = '' then null
  when a = b then 0
  when jaro_winkler_similarity(a, b) >= 0.92 or replace(a, ' ', '') = replace(b, ' ', '') then 1
  when jaro_winkler_similarity(a, b) >= 0.82 then 2
  else 3 end;
create macro code_level(a, b) as case
  when a = '' or b = '' then null
  when a = b then 0
  when length(a) > 1 and length(b) > 1 and one_edit(a, b) then 1
  else 2 end;

create table candidate as
  select distinct x.party as a, y.party as b from block x join block y on x.block = y.block and x.party < y.party;

create table compared as
with pair as (
  select c.a, c.b, p as x, q as y from candidate c join party p on p.position = c.a join party q on q.position = c.b
), shown as (
  select a, b, x, y,
    case when x.han and y.han
      then han_name_level(x.core, y.core, x.sound, y.sound, x.stem, y.stem, x.brand, y.brand)
      else word_name_level(x.core, y.core, x.brand, y.brand) end as organisation_name,
    case when x.place = '' or y.place = '' then null when x.place = y.place then 0 else 1 end as place,
    list_filter(x.identifiers, lambda i: list_contains(y.stems, i.term)) as shared_identifiers,
    len(list_filter(x.identifiers, lambda i: list_contains(y.types, i.type))) > 0 as has_identifiers,
    len(list_filter(x.identifiers, lambda i: length(i.stem) >= 6 and
      len(list_filter(y.identifiers, lambda j: j.type = i.type and one_edit(i.stem, j.stem))) > 0)) > 0 as has_edited_identifier,
    list_has_any(x.checked, y.checked) as same_checked,
    list_filter(x.phones, lambda i: list_contains(y.phone_numbers, i.number)) as shared_phones,
    text_level(x.street, y.street) as street, text_level(x.line2, y.line2) as line2,
    text_level(x.street, y.line2) as cross_street, text_level(x.line2, y.street) as cross_line2,
    code_level(x.number, y.number) as street_number, code_level(x.post_code, y.post_code) as post_code,
    text_level(x.locality, y.locality) as locality,
    case when x.region = '' or y.region = '' or (x.post_code <> '' and x.post_code = y.post_code) then null
      when x.region = y.region then 0 else 1 end as region
  from pair
), crossed as (
  select *, (coalesce(cross_street, 3) <= 1 and coalesce(street, 3) > 1) or (coalesce(cross_line2, 3) <= 1 and coalesce(line2, 3) > 1) as is_crossed
  from shown
)
select a, b, organisation_name, place,
  case when len(shared_identifiers) > 0 then 0 when has_edited_identifier then 1 when has_identifiers then 2 end as identifier,
  case when same_checked then 0 end as checked_number,
  case when len(x.phones) = 0 or len(y.phones) = 0 then null
    when len(shared_phones) > 0 then 0
    when not (x.has_own_phone and y.has_own_phone) then null
    when len(list_filter(x.phone_numbers, lambda i: length(i) >= 6 and len(list_filter(y.phone_numbers, lambda j: one_edit(i, j))) > 0)) > 0 then 1
    else 2 end as phone,
  case when is_crossed then cross_street else street end as street,
  case when is_crossed then cross_line2 else line2 end as address_line,
  street_number,
  case when place is null then locality end as locality,
  post_code, region,
  x.core_others as organisation_name_others, x.place_others as place_others,
  list_min(list_transform(shared_identifiers, lambda i: i.others)) as identifier_others,
  list_min(list_transform(shared_phones, lambda i: i.others)) as phone_others,
  x.street_others as street_others, x.line2_others as address_line_others, x.number_others as street_number_others,
  x.locality_others as locality_others, x.post_code_others as post_code_others, x.region_others as region_others,
  case when len(x.checked_types) > 0 and len(list_filter(list_intersect(x.checked_types, y.checked_types), lambda t:
      len(list_intersect(list_filter(x.checked_terms, lambda v: starts_with(v, t || ' ')), list_filter(y.checked_terms, lambda v: starts_with(v, t || ' ')))) = 0)) > 0
    then 'IDENTIFIER_CONFLICT' when x.branch <> y.branch then 'BRANCH_CONFLICT' end as conflict
from crossed;

-- Equal values weigh by how common the value is: w.m[1] over the share of records that have it.
create macro bits(level, others, w) as case
  when level is null then 0
  when level = 0 and others is not null then log2(w.m[1] / least(1, (others + w.rarity) / w.filled))
  else w.bits[level + 1] end;

create table scored as
with summed as (
  select c.*, w.prior
    + bits(c.organisation_name, c.organisation_name_others, w.organisation_name) + bits(c.place, c.place_others, w.place)
    + bits(c.identifier, c.identifier_others, w.identifier) + bits(c.checked_number, null, w.checked_number)
    + bits(c.phone, c.phone_others, w.phone) + bits(c.street, c.street_others, w.street) + bits(c.address_line, c.address_line_others, w.address_line)
    + bits(c.street_number, c.street_number_others, w.street_number) + bits(c.locality, c.locality_others, w.locality)
    + bits(c.post_code, c.post_code_others, w.post_code) + bits(c.region, c.region_others, w.region) as total
  from compared c, weights w
)
select a, b, conflict, {bounded} as score from summed;
