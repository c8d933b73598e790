/** Value of an option that counts. @throws Error that names the option */
export function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`${option} takes whole numbers from 1, not ${text}`);
  return Number(text);
}
