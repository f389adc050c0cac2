/**
 * Debiased exponential moving average, as TensorBoard draws it: s_i = w·s_{i−1} + (1−w)·x_i, shown as s_i / (1 − w^i)
 * over the finite values; what is not finite stays as it is and does not enter. `weight` in [0, 1): 0 changes nothing.
 * Source: TensorBoard, vz_line_chart2, resmoothDataset.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  if (weight <= 0) return [...values];
  let [last, count] = [0, 0];
  const constant = values.every((value) => value === values[0]);
  return values.map((value) => {
    if (value === null || !Number.isFinite(value) || constant) return value;
    last = last * weight + (1 - weight) * value;
    count++;
    return last / (1 - weight ** count);
  });
}
