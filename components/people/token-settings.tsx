"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useViewer } from "@/components/frame/viewer-context";
import { NewTokenDialog } from "@/components/people/new-token-dialog";
import { tokensQuery } from "@/components/people/queries";
import { TokenTable } from "@/components/people/token-table";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { TokenRow } from "@/lib/core/people/schemas";

/** API tokens: make, see, revoke. */
export function TokenSettings() {
  const viewer = useViewer();
  const [everybody, setEverybody] = useQueryState("all", parseAsBoolean.withDefault(false));
  const all = everybody && viewer.admin;
  const { data, error, refetch } = useQuery(tokensQuery(all));
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenRow | null>(null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="max-w-[72ch] text-base text-muted">
          A script or a CI job signs in with a token. It may do what its scopes and your role allow, in{" "}
          {viewer.project.name}.
        </p>
        <div className="flex items-center gap-4">
          {viewer.admin && (
            <Switch checked={all} onCheckedChange={(next) => setEverybody(next || null)}>
              Everybody's
            </Switch>
          )}
          <Button variant="primary" onClick={() => setMaking(true)}>
            Create a token
          </Button>
        </div>
      </div>
      {error ? (
        <ErrorState what="The tokens" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="tokens" rows={3} />
      ) : data.items.length === 0 ? (
        <EmptyState title="No tokens yet">
          Create one to log runs from Python with mlflow, or to call the API.
        </EmptyState>
      ) : (
        <TokenTable tokens={data.items} owners={all} onRevoke={setRevoking} />
      )}
      <NewTokenDialog open={making} onOpenChange={setMaking} onMade={refetch} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={`Revoke ${revoking?.name ?? ""}`}
        confirm="Revoke the token"
        onConfirm={async () => {
          if (revoking) await api(`/api/tokens/${revoking.id}`, { method: "DELETE" });
          toast.done("The token is revoked.");
          await refetch();
        }}
      >
        What still uses it is refused from now on. This cannot be taken back.
      </ConfirmDialog>
    </div>
  );
}
