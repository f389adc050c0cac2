import { headers } from "next/headers";
import { SlipwayError } from "@/lib/core/errors";
import { readEnv } from "@/lib/env";
import { stores } from "@/lib/stores/open";
import { newRequestId } from "@/lib/transports/http/call";
import { type Context, perform } from "@/lib/verbs/kernel";
import { checkLink } from "@/lib/verbs/people/check-link";
import { setUpState } from "@/lib/verbs/people/set-up-state";
import { clientAddress } from "./client-address";
import { oidcProvider } from "./oidc";

/** What the pages before the house ask as nobody. */
async function nobodyContext(): Promise<Context> {
  const given = await headers();
  return {
    actor: { kind: "nobody" },
    project: { id: "default", slug: "default", name: "Default" },
    stores: stores(),
    requestId: newRequestId(),
    ip: clientAddress(given),
    userAgent: given.get("user-agent"),
  };
}

/** Is there anybody yet? */
export const isSetUp = async (): Promise<boolean> =>
  (await perform(setUpState, { ...(await nobodyContext()), input: {} })).done;

type Seen = Awaited<ReturnType<typeof perform<typeof checkLink.input, typeof checkLink.output>>>["link"];

/** Whom a link is for; `"wait"` after too many wrong ones, null for one that does not work. */
export async function seeLink(token: unknown): Promise<Seen | "wait"> {
  if (typeof token !== "string" || token.length > 200) return null;
  try {
    return (await perform(checkLink, { ...(await nobodyContext()), input: { token } })).link;
  } catch (error) {
    if (error instanceof SlipwayError && error.code === "too-many-attempts") return "wait";
    throw error;
  }
}

/** The name of the OIDC provider's button, where there is one. */
export const providerName = (): string | null => (oidcProvider() === null ? null : readEnv().OIDC_NAME);
