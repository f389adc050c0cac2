import { Button } from "@/components/ui/button";
import { Name } from "@/components/ui/name";
import { StatusDot } from "@/components/ui/status-dot";
import { Table, TableFrame, TBody, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { TokenRow } from "@/lib/core/people/schemas";

const looks = {
  active: { tone: "good", shape: "dot", word: "Active" },
  expired: { tone: "neutral", shape: "ring", word: "Expired" },
  revoked: { tone: "neutral", shape: "square", word: "Revoked" },
} as const;

/** `owners`: shows whose each token is. */
export function TokenTable({
  tokens,
  owners,
  onRevoke,
}: {
  tokens: readonly TokenRow[];
  owners: boolean;
  onRevoke: (token: TokenRow) => void;
}) {
  return (
    <TableFrame label="API tokens">
      <Table>
        <THead>
          <Tr>
            <Th>Name</Th>
            {owners && <Th>Owner</Th>}
            <Th>State</Th>
            <Th>Scopes</Th>
            <Th>Token</Th>
            <Th>Made</Th>
            <Th>Last used</Th>
            <Th>Expires</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </THead>
        <TBody>
          {tokens.map((token) => {
            const { tone, shape, word } = looks[token.status];
            return (
              <Tr key={token.id} muted={token.status !== "active"}>
                <Td th className="max-w-60 truncate">
                  <Name>{token.name}</Name>
                </Td>
                {owners && (
                  <Td className="whitespace-nowrap">
                    <Name>{token.owner.name}</Name>
                  </Td>
                )}
                <Td>
                  <StatusDot tone={tone} shape={shape}>
                    {word}
                  </StatusDot>
                </Td>
                <Td className="whitespace-nowrap">{token.scopes.join(", ")}</Td>
                <Td className="font-mono whitespace-nowrap">{token.hint}</Td>
                <Td className="whitespace-nowrap">
                  <Time value={token.createdAt} />
                </Td>
                <Td className="whitespace-nowrap">
                  {token.lastUsedAt === null ? "Never" : <Time value={token.lastUsedAt} />}
                </Td>
                <Td className="whitespace-nowrap">
                  <Time value={token.expiresAt} exact />
                </Td>
                <Td className="text-right">
                  {token.status === "active" && (
                    <Button size="xs" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                      Revoke
                    </Button>
                  )}
                </Td>
              </Tr>
            );
          })}
        </TBody>
      </Table>
    </TableFrame>
  );
}
