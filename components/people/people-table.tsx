"use client";
import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useViewer } from "@/components/frame/viewer-context";
import { BypassItem, type Bypassing, GrantBypass } from "@/components/people/bypass";
import type { Handed } from "@/components/people/link-dialog";
import { bypassRightsQuery, usersQuery } from "@/components/people/queries";
import { roleOptions } from "@/components/people/roles";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Name } from "@/components/ui/name";
import { Select } from "@/components/ui/select";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LinkAnswer, UserRow } from "@/lib/core/people/schemas";

const looks = {
  active: { tone: "good", shape: "dot", word: "Active" },
  invited: { tone: "info", shape: "ring", word: "Invited" },
  disabled: { tone: "neutral", shape: "square", word: "Disabled" },
} as const;

/** Changes apply at once and at the person's next request. */
export function PeopleTable({
  users,
  onLink,
}: {
  users: readonly UserRow[];
  onLink: (handed: Handed) => void;
}) {
  const viewer = useViewer();
  const { busy, act } = useAct([usersQuery().queryKey]);
  const { data: rights } = useQuery(bypassRightsQuery());
  const [granting, setGranting] = useState<Bypassing | null>(null);
  const [disabling, setDisabling] = useState<UserRow | null>(null);
  const change = (
    user: UserRow,
    body: Partial<{ role: string; admin: boolean; disabled: boolean }>,
    words: string,
  ) =>
    act(user.id, words, `${user.name} is unchanged.`, () =>
      api(`/api/users/${user.id}`, { method: "PATCH", body }),
    );
  const makeLink = (user: UserRow) =>
    act(user.id, "The link is made.", "The link could not be made.", async () => {
      const link = await api<LinkAnswer>(`/api/users/${user.id}/link`, { body: {} });
      onLink({ email: user.email, link });
    });
  return (
    <>
      <TableFrame label="People">
        <Table>
          <THead>
            <Tr>
              <Th>Name</Th>
              <Th>E-mail</Th>
              <Th>Role in {viewer.project.name}</Th>
              <Th>Admin</Th>
              <Th>State</Th>
              <Th>Last seen</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </Tr>
          </THead>
          <TBody>
            {users.map((user) => {
              const { tone, shape, word } = looks[user.status];
              const off = user.status === "disabled";
              return (
                <Tr key={user.id} muted={off}>
                  <Td th className="max-w-50 truncate">
                    <Name>{user.name}</Name>
                    {user.id === viewer.id && <span className="font-normal text-muted"> (you)</span>}
                    {rights?.items.some(({ userId }) => userId === user.id) && (
                      <Badge tone="bad" className="ml-2">
                        May bypass
                      </Badge>
                    )}
                  </Td>
                  <Td className="max-w-70 truncate">{user.email}</Td>
                  <Td>
                    <div className="w-32">
                      <Select
                        label={`Role of ${user.name}`}
                        size="sm"
                        options={roleOptions}
                        value={user.role}
                        placeholder="None"
                        disabled={off || busy !== null}
                        onValueChange={(role) => change(user, { role }, `${user.name} is now ${role}.`)}
                      />
                    </div>
                  </Td>
                  <Td>
                    <Checkbox
                      aria-label={`${user.name} is an admin`}
                      checked={user.admin}
                      disabled={off || busy !== null}
                      onCheckedChange={(admin) =>
                        change(user, { admin }, `${user.name} is ${admin ? "now" : "no longer"} an admin.`)
                      }
                    />
                  </Td>
                  <Td>
                    <StatusDot tone={tone} shape={shape}>
                      {word}
                    </StatusDot>
                  </Td>
                  <Td className="whitespace-nowrap">
                    {user.lastSeenAt === null ? "Never" : <Time value={user.lastSeenAt} />}
                  </Td>
                  <Td className="text-right">
                    <Menu
                      align="end"
                      trigger={
                        <Button
                          size="xs"
                          variant="quiet"
                          aria-label={`Actions for ${user.name}`}
                          pending={busy === user.id}
                        >
                          <MoreHorizontal aria-hidden />
                        </Button>
                      }
                    >
                      <MenuItem disabled={off} onClick={() => makeLink(user)}>
                        {user.status === "invited" ? "Make a new invitation link" : "Make a password link"}
                      </MenuItem>
                      <MenuItem
                        onClick={() =>
                          act(
                            user.id,
                            `All sessions of ${user.name} have ended.`,
                            "The sessions could not be ended.",
                            () => api(`/api/sessions?user=${user.id}`, { method: "DELETE" }),
                          )
                        }
                      >
                        {user.id === viewer.id ? "End all other sessions" : "End all sessions"}
                      </MenuItem>
                      <BypassItem
                        user={user}
                        right={rights?.items.find(({ userId }) => userId === user.id)}
                        onGrant={setGranting}
                      />
                      {off ? (
                        <MenuItem
                          onClick={() => change(user, { disabled: false }, `${user.name} may sign in again.`)}
                        >
                          Enable
                        </MenuItem>
                      ) : (
                        <MenuItem danger disabled={user.id === viewer.id} onClick={() => setDisabling(user)}>
                          Disable
                        </MenuItem>
                      )}
                    </Menu>
                  </Td>
                </Tr>
              );
            })}
          </TBody>
        </Table>
      </TableFrame>
      <GrantBypass user={granting} onClose={() => setGranting(null)} />
      <ConfirmDialog
        open={disabling !== null}
        onOpenChange={(open) => !open && setDisabling(null)}
        title={`Disable ${disabling?.name ?? ""}`}
        confirm="Disable"
        onConfirm={() => disabling && change(disabling, { disabled: true }, `${disabling.name} is disabled.`)}
      >
        Their sessions and API tokens end now, for good. What they made stays. You can enable them again: they
        sign in anew, and make new tokens.
      </ConfirmDialog>
    </>
  );
}
