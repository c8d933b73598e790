/** The only set of books. */
export const ENTITY = '001';
