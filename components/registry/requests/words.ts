/** "2 engineers approve", "One engineer approves", "Nobody has to approve". */
export function approvalWords(needed: number): string {
  if (needed === 0) return "Nobody has to approve";
  return needed === 1 ? "One engineer approves" : `${needed} engineers approve`;
}

/** "72 hours", "3 days": how long a request stays open. */
export function hoursWords(hours: number): string {
  if (hours % 24 === 0) return hours === 24 ? "one day" : `${hours / 24} days`;
  return hours === 1 ? "one hour" : `${hours} hours`;
}
