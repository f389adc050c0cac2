import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Door } from "@/components/people/door";
import { SetUpForm } from "@/components/people/set-up-form";
import { isSetUp, seeLink } from "@/lib/transports/session/door";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SetUpPage({ searchParams }: Props) {
  if (await isSetUp()) notFound();
  const { token } = await searchParams;
  const link = await seeLink(token);
  if (link === "wait")
    return <Door title="Too many attempts" lead="Wait a few minutes, then open the link again." />;
  if (link?.purpose !== "setup" || typeof token !== "string")
    return (
      <Door
        title="This set-up link does not work"
        lead="It may be cut short or older than 24 hours. Restart Slipway: it prints a new one."
      />
    );
  return (
    <Door title="Set up Slipway" lead="You become the first admin. Others come by invitation.">
      <SetUpForm token={token} />
    </Door>
  );
}
