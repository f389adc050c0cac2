import clsx from "clsx";
import { readable } from "@/components/ui/number-format";

/** A number in 4 significant digits, its exact value on hover. Takes the wire's "NaN", "Infinity", "-Infinity" too. */
export function Num({
  value,
  digits = 4,
  className,
}: {
  value: number | string | null | undefined;
  digits?: number;
  className?: string;
}) {
  if (value === null || value === undefined || value === "")
    return <span className={clsx("text-muted", className)}>–</span>;
  const number = Number(value);
  return (
    <span
      title={String(value)}
      className={clsx("tabular-nums", !Number.isFinite(number) && "text-warning", className)}
    >
      {readable(number, digits)}
    </span>
  );
}
