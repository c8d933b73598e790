import Decimal from 'decimal.js';

// The default of 20 digits rounds the product of an amount and a rate; a quotient needs a limit, and keeps 20.
const Exact = Decimal.clone({ precision: 60 });
const QUOTIENT_DIGITS = 20;
const SAFE_DIGITS = 15;
const POWERS: readonly number[] = Array.from({ length: SAFE_DIGITS + 1 }, (_none, exponent) => 10 ** exponent);

/**
 * A number under evaluation; it keeps the currency of the money it came from. Exact: whole `units` of 10^-scale while they are safe
 * integers, as amounts are, and decimal.js beyond.
 */
export class Amount {
  private constructor(
    readonly units: number,
    readonly scale: number,
    private readonly large: Decimal | null,
    readonly currency: string | null,
  ) {}

  static of(value: string | number, currency: string | null = null): Amount {
    if (typeof value === 'number') {
      return Number.isSafeInteger(value) ? new Amount(value, 0, null, currency) : Amount.large(new Exact(value), currency);
    }
    const point = value.indexOf('.');
    const scale = point < 0 ? 0 : value.length - point - 1;
    const digits = point < 0 ? value : value.slice(0, point) + value.slice(point + 1);
    if (digits.length > SAFE_DIGITS) return Amount.large(new Exact(value), currency);
    return new Amount(Number(digits), scale, null, currency);
  }

  private static large(value: Decimal, currency: string | null): Amount {
    return new Amount(0, 0, value, currency);
  }

  plus(other: Amount, currency: string | null): Amount {
    const [scale, left, right] = aligned(this, other);
    const units = left + right;
    if (!this.large && !other.large && isSafe(left) && isSafe(right) && isSafe(units))
      return new Amount(units, scale, null, currency);
    return Amount.large(this.decimal().plus(other.decimal()), currency);
  }

  negated(): Amount {
    return this.large
      ? Amount.large(this.large.negated(), this.currency)
      : new Amount(0 - this.units, this.scale, null, this.currency);
  }

  abs(): Amount {
    return this.isNegative() ? this.negated() : this;
  }

  times(other: Amount, currency: string | null): Amount {
    const units = this.units * other.units;
    const scale = this.scale + other.scale;
    if (!this.large && !other.large && isSafe(units) && scale <= SAFE_DIGITS) return new Amount(units, scale, null, currency);
    return Amount.large(this.decimal().times(other.decimal()), currency);
  }

  dividedBy(other: Amount, currency: string | null): Amount {
    return Amount.large(this.decimal().dividedBy(other.decimal()).toSignificantDigits(QUOTIENT_DIGITS), currency);
  }

  /** Rounds half-up; places below 0 round to tens, hundreds ... */
  roundedTo(places: number): Amount {
    const value = this.decimal();
    if (places >= 0) return Amount.large(value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP), this.currency);
    const unit = new Exact(10).pow(-places);
    return Amount.large(value.dividedBy(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).times(unit), this.currency);
  }

  compare(other: Amount): number {
    const [, left, right] = aligned(this, other);
    if (!this.large && !other.large && isSafe(left) && isSafe(right)) return left - right;
    return this.decimal().comparedTo(other.decimal());
  }

  isZero(): boolean {
    return this.large ? this.large.isZero() : this.units === 0;
  }

  isNegative(): boolean {
    return this.large ? this.large.isNegative() : this.units < 0;
  }

  /** The number when it is a whole one that a double holds, else null. */
  toInteger(): number | null {
    const value = this.decimal();
    return value.isInteger() ? value.toNumber() : null;
  }

  /** Decimal text without an exponent and without zeros at its end. */
  toText(): string {
    if (this.large) return this.large.toFixed();
    let { units, scale } = this;
    while (scale > 0 && units % 10 === 0) {
      units /= 10;
      scale -= 1;
    }
    if (scale === 0) return String(units);
    const digits = String(Math.abs(units)).padStart(scale + 1, '0');
    return `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  }

  private decimal(): Decimal {
    return this.large ?? new Exact(this.units).dividedBy(POWERS[this.scale] ?? 1);
  }
}

const isSafe = (units: number): boolean => Number.isSafeInteger(units);

/** The units of both at their larger scale. What is no safe integer here may be rounded. */
function aligned(a: Amount, b: Amount): readonly [scale: number, left: number, right: number] {
  if (a.scale === b.scale) return [a.scale, a.units, b.units];
  const scale = Math.max(a.scale, b.scale);
  return [scale, a.units * (POWERS[scale - a.scale] ?? NaN), b.units * (POWERS[scale - b.scale] ?? NaN)];
}
