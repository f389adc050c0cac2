"use client";
import { useState } from "react";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { signIn } from "@/components/people/sign-in";
import { Button } from "@/components/ui/button";

export type DemoUser = { email: string; password: string; roles: string[] };

const does: Record<string, string> = {
  viewer: "Reads everything, changes nothing.",
  scientist: "Logs runs, registers versions, asks for stages.",
  engineer: "Decides what goes to Production.",
  admin: "Looks after people and the installation.",
};

const roleOf = ({ roles }: Pick<DemoUser, "roles">) =>
  roles.includes("admin") ? "admin" : (roles[0] ?? "viewer");
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The demo's people, one click each. Shown in a demo only. */
export function DemoSignIns({ users, next }: { users: readonly DemoUser[]; next: string }) {
  const { pending, error, send } = useAct();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section aria-labelledby="demo-people" className="flex flex-col gap-2">
      <h2 id="demo-people" className="text-base font-medium">
        Look around as
      </h2>
      <ul className="flex flex-col border-t border-hairline">
        {users.map(({ email, password, roles }, index) => {
          const role = roleOf({ roles });
          // A second one of a role goes by the first name.
          const again = users.findIndex((other) => roleOf(other) === role) < index;
          const who = again ? capital(email.split("@")[0] ?? role) : role;
          return (
            <li key={email} className="flex items-center gap-3 border-b border-hairline py-2">
              <div className="min-w-0 flex-1">
                <p className="truncate text-base">{email}</p>
                <p className="text-sm text-muted">
                  {again ? `Another ${role}, for what takes two.` : does[role]}
                </p>
              </div>
              <Button
                className="w-24"
                pending={pending && chosen === email}
                disabled={pending}
                aria-label={`Sign in as ${who}`}
                onClick={() => {
                  setChosen(email);
                  void send(() => signIn(email, password, next));
                }}
              >
                {capital(who)}
              </Button>
            </li>
          );
        })}
      </ul>
      <Failure error={error} />
    </section>
  );
}
