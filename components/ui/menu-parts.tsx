"use client";
import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { Link } from "@/components/ui/link";
import { item, menuList } from "@/components/ui/styles";

type Align = "start" | "center" | "end";
type Side = "top" | "bottom" | "left" | "right";

/** The real menu, open from the start: it is fetched when its button was first pressed. */
export function OpenMenu({
  trigger,
  align = "start",
  side = "bottom",
  children,
}: {
  trigger: ReactElement<Record<string, unknown>>;
  align?: Align;
  side?: Side;
  children: ReactNode;
}) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={menuList}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Inside({
  icon,
  keys,
  hint,
  children,
}: {
  icon?: ReactNode;
  keys?: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {icon !== undefined && <span className="flex text-muted [&_svg]:size-4">{icon}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="text-xs text-muted">{hint}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </>
  );
}

type ItemProps = {
  icon?: ReactNode;
  keys?: string;
  hint?: ReactNode;
  disabled?: boolean;
  danger?: boolean;
  closeOnClick?: boolean;
  onClick: () => void;
  children: ReactNode;
};

export function MenuItem({
  onClick,
  disabled = false,
  danger = false,
  closeOnClick = true,
  children,
  ...inside
}: ItemProps) {
  return (
    <Base.Item
      className={clsx(item, danger && "text-bad")}
      disabled={disabled}
      closeOnClick={closeOnClick}
      onClick={onClick}
    >
      <Inside {...inside}>{children}</Inside>
    </Base.Item>
  );
}

export function MenuLink({
  href,
  children,
  ...inside
}: {
  href: string;
  icon?: ReactNode;
  keys?: string;
  children: ReactNode;
}) {
  return (
    <Base.LinkItem className={item} closeOnClick render={<Link href={href} />}>
      <Inside {...inside}>{children}</Inside>
    </Base.LinkItem>
  );
}

export function MenuCheckbox({
  checked,
  onCheckedChange,
  children,
}: {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Base.CheckboxItem
      className={clsx(item, "relative pl-7")}
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
    >
      <Base.CheckboxItemIndicator className="absolute left-2">
        <Check className="size-3.5" aria-hidden />
      </Base.CheckboxItemIndicator>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Base.CheckboxItem>
  );
}

/** One of several, told by a tick. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onValueChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">{label}</Base.GroupLabel>
      <Base.RadioGroup
        value={value}
        onValueChange={(next: string) => {
          const chosen = options.find((option) => option.value === next);
          if (chosen !== undefined) onValueChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={clsx(item, "relative pl-7")}>
            <Base.RadioItemIndicator className="absolute left-2">
              <Check className="size-3.5" aria-hidden />
            </Base.RadioItemIndicator>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-xs text-muted">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function SubMenu({ label, icon, children }: { label: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={clsx(item, "data-[popup-open]:bg-hover")}>
        <Inside {...(icon === undefined ? {} : { icon })}>{label}</Inside>
        <ChevronRight className="size-3.5 text-muted" aria-hidden />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignOffset={-4} className="z-50 outline-none">
          <Base.Popup className={menuList}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-hairline" />;
}
