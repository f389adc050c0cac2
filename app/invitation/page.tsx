import type { Metadata } from "next";
import { Door } from "@/components/people/door";
import { InvitationForm } from "@/components/people/invitation-form";
import { seeLink } from "@/lib/transports/session/door";

export const metadata: Metadata = { title: "Invitation" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function InvitationPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const link = await seeLink(token);
  if (link === "wait")
    return <Door title="Too many attempts" lead="Wait a few minutes, then open the link again." />;
  if (link === null || link.purpose === "setup" || link.email === null || typeof token !== "string")
    return (
      <Door
        title="This link does not work"
        lead="It was used, has expired or was replaced. Ask an admin for a new one."
      />
    );
  const invited = link.purpose === "invitation";
  return (
    <Door title={invited ? "Join Slipway" : "Choose a new password"}>
      <InvitationForm token={token} email={link.email} name={link.name ?? ""} purpose={link.purpose} />
    </Door>
  );
}
