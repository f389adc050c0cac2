"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InviteDialog } from "@/components/people/invite-dialog";
import { type Handed, LinkDialog } from "@/components/people/link-dialog";
import { PeopleTable } from "@/components/people/people-table";
import { usersQuery } from "@/components/people/queries";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";

/** Who is here, and what they may do. For admins. */
export function PeopleSettings() {
  const { data, error, refetch } = useQuery(usersQuery());
  const [inviting, setInviting] = useState(false);
  const [handed, setHanded] = useState<Handed | null>(null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-[72ch] text-base text-muted">
          Viewers read. Scientists log runs and ask for stages. Engineers decide. Admins look after people.
        </p>
        <Button variant="primary" onClick={() => setInviting(true)}>
          Invite a person
        </Button>
      </div>
      {error ? (
        <ErrorState what="The people" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="people" rows={4} />
      ) : (
        <PeopleTable users={data.items} onLink={setHanded} />
      )}
      <InviteDialog
        open={inviting}
        onOpenChange={setInviting}
        onInvited={(link) => {
          setInviting(false);
          setHanded(link);
          void refetch();
        }}
      />
      <LinkDialog handed={handed} onClose={() => setHanded(null)} />
    </div>
  );
}
