const units = ["KB", "MB", "GB", "TB", "PB"] as const;

/** "0 B", "999 B", "1.5 KB", "12 GB": units of 1000, three digits. What is no size is "–". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return "–";
  if (bytes < 999.5) return `${Math.round(bytes)} B`;
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 100 ? Number(size.toPrecision(3)) : Math.round(size)} ${units[unit]}`;
}
