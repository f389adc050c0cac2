import { notAllowed } from "./destination";

/** Why an attempt failed, in one word that is stored, and in words for people. */
export const attemptErrors = {
  "not-allowed": notAllowed,
  "no-such-name": "the name was not found",
  refused: "nothing answers there",
  timeout: "no full answer in time",
  tls: "its certificate is not trusted",
  broken: "the connection broke",
  redirect: "answered with a redirect, which is not followed",
  status: "answered, but not with success",
  "no-key": "the secret cannot be read: SLIPWAY_KEY is missing or another one",
} as const;
export type AttemptError = keyof typeof attemptErrors;

/** The words for a stored error; what a newer Slipway stored stands as it is. */
export const attemptErrorText = (error: string): string =>
  Object.entries(attemptErrors).find(([word]) => word === error)?.[1] ?? error;
