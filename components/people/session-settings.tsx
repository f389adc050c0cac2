"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { sessionsQuery } from "@/components/people/queries";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { deviceWords } from "@/lib/core/people/user-agent";

/** `id` null: all but this one. */
type Ending = { id: string | null; title: string; done: string };

/** Where one is signed in, and the end of it. */
export function SessionSettings() {
  const { data, error, refetch } = useQuery(sessionsQuery());
  const { busy, act } = useAct([sessionsQuery().queryKey]);
  const [asked, setAsked] = useState<Ending | null>(null);
  if (error) return <ErrorState what="Your sessions" error={error} onRetry={refetch} />;
  if (!data) return <Loading what="sessions" rows={2} />;
  const others = data.items.filter(({ current }) => !current).length;
  const end = ({ id, done }: Ending) =>
    act(id ?? "others", done, "The session could not be ended.", () =>
      api(id === null ? "/api/sessions" : `/api/sessions?id=${id}`, { method: "DELETE" }),
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-[72ch] text-base text-muted">
          A session ends 12 hours after its last use, and after 7 days at most.
        </p>
        <Button
          disabled={others === 0 || busy !== null}
          pending={busy === "others"}
          onClick={() =>
            setAsked({
              id: null,
              title: `End ${others} other ${others === 1 ? "session" : "sessions"}`,
              done: `Ended ${others} other ${others === 1 ? "session" : "sessions"}.`,
            })
          }
        >
          End all others
        </Button>
      </div>
      <TableFrame label="Your sessions">
        <Table>
          <THead>
            <Tr>
              <Th>Where</Th>
              <Th>Address</Th>
              <Th>Signed in</Th>
              <Th>Last used</Th>
              <Th>Ends</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </Tr>
          </THead>
          <TBody>
            {data.items.map((session) => (
              <Tr key={session.id}>
                <Td th>
                  <span className="inline-flex items-center gap-2 whitespace-nowrap">
                    {deviceWords(session.userAgent)}
                    {session.current && <Badge tone="accent">This session</Badge>}
                  </span>
                </Td>
                <Td className="font-mono">{session.ip ?? "–"}</Td>
                <Td className="whitespace-nowrap">
                  <Time value={session.createdAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  <Time value={session.lastSeenAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  <Time value={session.expiresAt} exact />
                </Td>
                <Td className="text-right">
                  {!session.current && (
                    <Button
                      size="xs"
                      pending={busy === session.id}
                      aria-label={`End the session on ${deviceWords(session.userAgent)}`}
                      onClick={() =>
                        setAsked({
                          id: session.id,
                          title: `End the session on ${deviceWords(session.userAgent)}`,
                          done: "The session has ended.",
                        })
                      }
                    >
                      End
                    </Button>
                  )}
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </TableFrame>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={asked?.title ?? ""}
        confirm={asked?.id === null ? "End them" : "End it"}
        onConfirm={() => asked && end(asked)}
      >
        Whoever sits there has to sign in again. What is typed there and not sent is lost.
      </ConfirmDialog>
    </div>
  );
}
