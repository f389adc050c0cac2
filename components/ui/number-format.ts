/** Digits of the whole part in threes; by hand, so that server and browser write the same whatever their locale data. */
function grouped(plain: string): string {
  const [whole = "", fraction] = plain.split(".");
  const threes = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? threes : `${threes}.${fraction}`;
}

/**
 * A number as people read it: 4 significant digits, small and huge ones with an exponent, NaN and infinity by name.
 * Whole numbers below a million keep all their digits.
 */
export function readable(value: number, digits = 4): string {
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size === 0) return "0";
  if (Number.isInteger(size) && size < 1e6) return sign + grouped(String(size));
  const rounded = Number(size.toPrecision(digits)); // first, so that 0.00009999999 is 0.0001 and not 1e−4
  if (rounded >= 1e6 || rounded < 1e-4) {
    const [mantissa = "", exponent = ""] = size.toExponential(digits - 1).split("e");
    return `${sign}${Number(mantissa)}e${exponent.replace("+", "").replace("-", "−")}`;
  }
  return sign + grouped(String(rounded));
}
