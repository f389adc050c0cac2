"use client";
import {
  cloneElement,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { TipBox, type TipSide } from "@/components/ui/tip-box";

const delayMs = 400;
const graceMs = 100; // long enough to move the pointer from the button onto the tip
let lastSeen = 0;

const call = (handler: unknown, event: unknown) => {
  if (typeof handler === "function") handler(event);
};

/**
 * A short text for what the pointer or the focus is on, never the only place where something stands. Our own, in a few
 * lines: the general one brings 20 KB of placing to every page. It stays under the pointer, and Esc takes it away.
 */
export function Tooltip({
  text,
  keys,
  side = "top",
  children,
}: {
  text: ReactNode;
  keys?: string;
  side?: TipSide;
  children: ReactElement<Record<string, unknown>>;
}) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const soon = (ms: number, next: Element | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), ms);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (anchor === null) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setAnchor(null);
    const onScroll = () => setAnchor(null);
    document.addEventListener("keydown", onKey);
    window.addEventListener("scroll", onScroll, { capture: true, passive: true });
    return () => {
      lastSeen = Date.now();
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("scroll", onScroll, { capture: true });
    };
  }, [anchor]);

  const given = children.props;
  const trigger = cloneElement(children, {
    onPointerEnter: (event: PointerEvent) => {
      const quick = Date.now() - lastSeen < 300; // along a row of buttons the next tip comes at once
      if (event.pointerType === "mouse") soon(quick ? 0 : delayMs, event.currentTarget);
      call(given.onPointerEnter, event);
    },
    onPointerLeave: (event: PointerEvent) => {
      soon(graceMs, null);
      call(given.onPointerLeave, event);
    },
    onPointerDown: (event: PointerEvent) => {
      hide();
      call(given.onPointerDown, event);
    },
    onFocus: (event: FocusEvent) => {
      if (event.currentTarget.matches(":focus-visible")) setAnchor(event.currentTarget);
      call(given.onFocus, event);
    },
    onBlur: (event: FocusEvent) => {
      hide();
      call(given.onBlur, event);
    },
  });
  return (
    <>
      {trigger}
      {anchor !== null && (
        <TipBox
          anchor={anchor}
          side={side}
          onEnter={() => clearTimeout(timer.current)}
          onLeave={() => soon(graceMs, null)}
          text={text}
          {...(keys === undefined ? {} : { keys })}
        />
      )}
    </>
  );
}
