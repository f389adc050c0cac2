import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Viewer } from "@/components/frame/session";
import { abilities, effectiveRole, type Person } from "@/lib/core/access";
import { readEnv } from "@/lib/env";
import { stores } from "@/lib/stores/open";
import { newRequestId } from "@/lib/transports/http/call";
import type { Context } from "@/lib/verbs/kernel";
import { clientAddress } from "./client-address";
import { sessionActor } from "./session-actor";

/** The person of this page request, asked of the database once a request; null for nobody. Pages take no API tokens. */
export const currentActor = cache(
  async (): Promise<Person | null> => sessionActor(stores().database, await headers()),
);

/** Who looks at this page; sends nobody to the sign-in page, and back to `path` afterwards. */
export async function viewerOrRedirect(path?: string): Promise<Viewer> {
  return viewerOf(await personOrRedirect(path));
}

/** What a page hands to `perform`, as the person who looks. */
export async function pageContext(path?: string): Promise<Context> {
  const actor = await personOrRedirect(path);
  const given = await headers();
  return {
    actor,
    project: actor.project,
    stores: stores(),
    requestId: newRequestId(),
    ip: clientAddress(given),
    userAgent: given.get("user-agent"),
  };
}

async function personOrRedirect(path?: string): Promise<Person> {
  const person = await currentActor();
  if (person) return person;
  const from = path ?? (await headers()).get("x-slipway-path") ?? "/";
  redirect(from === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(from)}`);
}

const viewerOf = (person: Person): Viewer => ({
  id: person.userId,
  name: person.name,
  email: person.email,
  role: effectiveRole(person),
  admin: person.admin,
  project: person.project,
  demo: readEnv().SLIPWAY_DEMO,
  abilities: abilities(person),
});
