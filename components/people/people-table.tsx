"use client";
import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useViewer } from "@/components/frame/viewer-context";
import { BypassItem, type Bypassing, BypassQuestion } from "@/components/people/bypass";
import type { Handed } from "@/components/people/link-dialog";
import { type PersonAct, PersonQuestion } from "@/components/people/person-question";
import { bypassRightsQuery, usersQuery } from "@/components/people/queries";
import { roleOptions } from "@/components/people/roles";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
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
  const [bypassing, setBypassing] = useState<Bypassing | null>(null);
  const [asked, setAsked] = useState<PersonAct | null>(null);
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
  const endSessions = (user: UserRow) =>
    act(user.id, `All sessions of ${user.name} have ended.`, "The sessions could not be ended.", () =>
      api(`/api/sessions?user=${user.id}`, { method: "DELETE" }),
    );
  const doIt = (one: PersonAct) => {
    const { user, what } = one;
    if (what === "sessions") return endSessions(user);
    if (what === "disable") return change(user, { disabled: true }, `${user.name} is disabled.`);
    if (what === "role") return change(user, { role: one.role }, `${user.name} is now ${one.role}.`);
    const admin = what === "admin";
    return change(user, { admin }, `${user.name} is ${admin ? "now" : "no longer"} an admin.`);
  };
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
                        onValueChange={(role) => role !== user.role && setAsked({ what: "role", user, role })}
                      />
                    </div>
                  </Td>
                  <Td>
                    <Checkbox
                      aria-label={`${user.name} is an admin`}
                      checked={user.admin}
                      disabled={off || busy !== null}
                      onCheckedChange={(admin) => setAsked({ what: admin ? "admin" : "no-admin", user })}
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
                      <MenuItem onClick={() => setAsked({ what: "sessions", user })}>
                        {user.id === viewer.id ? "End all other sessions" : "End all sessions"}
                      </MenuItem>
                      <BypassItem
                        user={user}
                        holds={rights?.items.some(({ userId }) => userId === user.id) === true}
                        onAsk={setBypassing}
                      />
                      {off ? (
                        <MenuItem
                          onClick={() => change(user, { disabled: false }, `${user.name} may sign in again.`)}
                        >
                          Enable
                        </MenuItem>
                      ) : (
                        <MenuItem
                          danger
                          disabled={user.id === viewer.id}
                          onClick={() => setAsked({ what: "disable", user })}
                        >
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
      <BypassQuestion asked={bypassing} onClose={() => setBypassing(null)} />
      <PersonQuestion asked={asked} viewerId={viewer.id} onClose={() => setAsked(null)} onDo={doIt} />
    </>
  );
}
