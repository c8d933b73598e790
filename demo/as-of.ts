/** The business day the demo data end on; the embedded demo runs with it as "today". */
export const AS_OF = '2026-06-30';
