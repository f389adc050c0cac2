/** How long a sign-in lasts, in seconds: unused, at most, and "just now" for acts that want the password again. */
export const sessionLimits = {
  idleSeconds: 12 * 3600,
  absoluteSeconds: 7 * 24 * 3600,
  freshSeconds: 15 * 60,
} as const;
