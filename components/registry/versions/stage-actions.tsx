"use client";
import { useQueries } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useAbility } from "@/components/frame/viewer-context";
import { gateCheckQuery } from "@/components/registry/requests/queries";
import { RequestDialog } from "@/components/registry/requests/request-dialog";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { type Stage, stages } from "@/lib/core/registry/stages";
import { BypassDialog, MoveDialog } from "./move-dialog";
import type { Version } from "./queries";

type Chosen = { to: Stage; way: "ask" | "move" | "bypass" };

/** Where the version may go, as its policy has it: by a request, at once, or past the policy by those who hold the right. */
export function StageActions({ version: { model, number, stage } }: { version: Version }) {
  const mayWrite = useAbility("registry:write");
  const targets = stages.filter((one) => one !== stage);
  const answers = useQueries({ queries: targets.map((to) => gateCheckQuery(model, number, to)) });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [open, setOpen] = useState(false);
  if (!mayWrite) return null;
  const ways = targets.map((to, index) => {
    const gates = answers[index]?.data;
    return { to, gates, way: gates?.demand ? ("ask" as const) : ("move" as const) };
  });
  const choose = (next: Chosen) => {
    setChosen(next);
    setOpen(true);
  };
  const production = ways.find(({ to }) => to === "Production");
  const rest = ways.filter((one) => one !== production);
  const bypassing = ways.filter(({ gates }) => gates?.you.mayBypass);
  const words = (way: "ask" | "move", to: Stage) => (way === "ask" ? `Request ${to}` : `Move to ${to}`);
  const gates = ways.find(({ to }) => to === chosen?.to)?.gates;
  const dialog = { model, version: number, open, onOpenChange: setOpen };
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            Move to <ChevronDown aria-hidden />
          </Button>
        }
      >
        {rest.map(({ to, way, gates: said }) => (
          <MenuItem key={to} disabled={said === undefined} onClick={() => choose({ to, way })}>
            {words(way, to)}
          </MenuItem>
        ))}
        {bypassing.length > 0 && <MenuSeparator />}
        {bypassing.map(({ to }) => (
          <MenuItem key={to} danger onClick={() => choose({ to, way: "bypass" })}>
            Bypass the policy to {to}
          </MenuItem>
        ))}
      </Menu>
      {production !== undefined && (
        <Button
          variant="primary"
          disabled={production.gates === undefined || production.gates.openRequest !== null}
          {...(production.gates?.openRequest ? { title: "A request for Production is open." } : {})}
          onClick={() => choose(production)}
        >
          {words(production.way, "Production")}
        </Button>
      )}
      {chosen?.way === "move" && <MoveDialog key={chosen.to} {...dialog} to={chosen.to} />}
      {chosen?.way === "bypass" && gates !== undefined && (
        <BypassDialog key={chosen.to} {...dialog} to={chosen.to} gates={gates} />
      )}
      {chosen?.way === "ask" && (
        <RequestDialog key={chosen.to} {...dialog} to={chosen.to} onDone={() => setOpen(false)} />
      )}
    </>
  );
}
