"use client";
import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Command } from "cmdk";
import { useState } from "react";
import { useGo } from "@/components/frame/go";
import { searchQuery } from "@/components/frame/search-queries";
import { useAllShortcuts } from "@/components/frame/shortcuts";
import { palette } from "@/components/frame/toggle-store";
import { useDebounced } from "@/components/frame/use-debounced";
import { scrim, sheet, stage } from "@/components/ui/dialog-styles";
import { Kbd } from "@/components/ui/kbd";
import { Name } from "@/components/ui/name";

const line =
  "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm data-[selected=true]:bg-hover";
const heading =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted";

const matches = (text: string, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** Opens everything: what is logged and registered, every page, every command of the page one is on. */
export function CommandPalette() {
  const goTo = useGo();
  const [words, setWords] = useState("");
  const asked = useDebounced(words, 150);
  const found = useQuery(searchQuery(asked));
  const commands = useAllShortcuts().filter(
    (entry) => entry.palette !== false && matches(entry.label, words),
  );
  const things = words.trim().length > 1 ? (found.data ?? []) : [];
  // What an earlier word found stays in sight until the next answer, but Enter does not open it.
  const earlier = asked !== words || found.isPlaceholderData;

  const close = () => palette.set(false);
  const go = (run: () => void) => () => {
    close();
    run();
  };

  return (
    <Dialog.Root open onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={scrim} />
        <Dialog.Viewport className={clsx(stage, "items-start")}>
          <Dialog.Popup className={clsx(sheet, "overflow-hidden sm:max-w-150")}>
            <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
            <Command label="Search and commands" shouldFilter={false} loop className="flex min-h-0 flex-col">
              <Command.Input
                autoFocus
                value={words}
                onValueChange={setWords}
                placeholder="Search runs, experiments, models, or say what to do"
                className="h-12 w-full shrink-0 border-b border-hairline bg-transparent px-4 text-base outline-none"
              />
              <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1">
                <Command.Empty className="px-3 py-6 text-sm text-muted">
                  {found.isFetching
                    ? "Searching"
                    : found.isError
                      ? "The search does not answer. Try again."
                      : "Nothing found"}
                </Command.Empty>
                {things.length > 0 && (
                  <Command.Group heading="Found" className={heading}>
                    {things.map((thing) => (
                      <Command.Item
                        key={`${thing.kind}:${thing.id}`}
                        value={`${thing.kind}:${thing.id}`}
                        disabled={earlier}
                        onSelect={go(() => goTo(thing.href))}
                        className={line}
                      >
                        <span className="w-20 shrink-0 text-xs text-muted">{thing.kind}</span>
                        <span className="min-w-0 shrink-0 truncate">
                          <Name>{thing.title}</Name>
                        </span>
                        <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">
                          <Name>{thing.subtitle}</Name>
                        </span>
                      </Command.Item>
                    ))}
                  </Command.Group>
                )}
                {commands.length > 0 && (
                  <Command.Group heading="Commands" className={heading}>
                    {commands.map((entry) => (
                      <Command.Item
                        key={`${entry.group}${entry.label}`}
                        value={`command:${entry.group ?? ""}:${entry.label}`}
                        onSelect={go(entry.run)}
                        className={line}
                      >
                        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                        {entry.keys !== undefined && <Kbd keys={entry.keys} />}
                      </Command.Item>
                    ))}
                  </Command.Group>
                )}
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
