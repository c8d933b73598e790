const WORDS = new Set(
  '无 没有 未知 不详 暂无 空 待定 未填 不明 匿名 散客 现金 测试 n/a na none null nil unknown undefined tbd test anonymous - -- --- . .. ? ?? ??? x xx xxx'.split(
    ' ',
  ),
);

/** True for text that a clerk types when there is nothing to type; the text is folded. */
export function isPlaceholder(folded: string): boolean {
  return folded === '' || WORDS.has(folded) || /^([0-9a-z?*.\-_/ ])\1{3,}$/.test(folded);
}

/** True for digits that are no number of anybody: all the same, or counting up. */
export function isPlaceholderNumber(digits: string): boolean {
  return (
    digits === '' ||
    /^(\d)\1*$/.test(digits) ||
    '01234567890123456789'.includes(digits) ||
    '98765432109876543210'.includes(digits)
  );
}
