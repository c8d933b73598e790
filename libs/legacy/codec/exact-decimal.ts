import Decimal from 'decimal.js';

/** Decimals of all the digits a column can have (65), where decimal.js keeps 20 of a sum. */
export const ExactDecimal = Decimal.clone({ precision: 120 });
