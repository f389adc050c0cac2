import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoSignIns } from "@/components/people/demo-sign-ins";
import { Door } from "@/components/people/door";
import { SignInForm } from "@/components/people/sign-in-form";
import { safePath } from "@/lib/core/people/safe-path";
import { readDemoUsers } from "@/lib/transports/session/demo-users";
import { isSetUp, providerName } from "@/lib/transports/session/door";
import { currentActor } from "@/lib/transports/session/viewer";

export const metadata: Metadata = { title: "Sign in" };

const refusals: Record<string, string> = {
  AccessDenied: "This account is not known here. Ask an admin to invite you.",
  OAuthSignin: "The provider could not be reached. Try again, or use your password.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, switch: other, error } = await searchParams;
  const path = safePath(next);
  if (other === undefined && (await currentActor())) redirect(path);
  if (!(await isSetUp()))
    return (
      <Door
        title="Nobody has an account yet"
        lead="Slipway printed a set-up link when it started. Open that link; it makes the first account."
      />
    );
  const users = await readDemoUsers();
  const refusal =
    typeof error === "string" ? (refusals[error] ?? "Signing in did not work. Try again.") : null;
  return (
    <Door
      title="Sign in"
      {...(users.length > 0 ? { lead: "This is a demo, with small models that were really trained." } : {})}
    >
      {refusal !== null && (
        <p role="alert" className="border-l-2 border-bad py-1 pl-3 text-base text-bad">
          {refusal}
        </p>
      )}
      {users.length > 0 && <DemoSignIns users={users} next={path} />}
      <SignInForm next={path} provider={providerName()} focus={users.length === 0} />
    </Door>
  );
}
