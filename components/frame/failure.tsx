import { ApiError, explain } from "./api-error";

/** Why a form was not taken, where no field of it can say so. `fields`: the pointers that fields show themselves. */
export function Failure({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (error === null || error === undefined) return null;
  const shown = error instanceof ApiError && error.errors.some(({ pointer }) => fields.includes(pointer));
  if (shown) return null;
  return (
    <p role="alert" className="border-l-2 border-bad py-1 pl-3 text-base text-bad">
      {explain(error)}
    </p>
  );
}
